"""The mirror: pages a program can write.

Takes: the room table, the rooms' docstrings, the rule catalogue, the commands' help and the keys of
the configuration. Gives: docs/rooms.md, docs/rules.md, docs/cli.md and docs/configuration.md,
written or checked.
Never: says anything the code does not say itself.
"""
