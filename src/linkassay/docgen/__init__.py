"""The mirror: pages a program can write.

Takes: the room table, the rooms' docstrings, the rule catalogue and the commands' help.
Gives: docs/rooms.md, docs/rules.md and docs/cli.md, written or checked.
Never: says anything the code does not say itself.
"""
