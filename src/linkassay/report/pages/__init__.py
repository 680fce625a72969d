"""What a page for people tells, whatever markup it is written in: chosen, grouped and counted."""
