"""The kinds of documents that are read, one file each.

Takes: a `Source`, or its decoded text. Gives: `ParsedDocument`s with positions.
Never: knows credits, clues or identities.
"""
