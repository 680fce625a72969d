"""The parts of the report for people: its summary, its findings, and what was not seen."""
