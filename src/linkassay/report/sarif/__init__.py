"""The parts of a SARIF log: its rules, its results, and what it says of the run."""
