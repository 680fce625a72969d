"""The generated pages: what a program can write, so that nobody has to keep it by hand.

Takes the room table, the rooms' docstrings, the rule catalogue, the commands' help, the keys of the
configuration and the fields of the report; gives the pages below docs/ that say so at their top,
and the schema of the JSON report. Says nothing that the code does not say itself.
"""
