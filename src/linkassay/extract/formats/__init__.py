"""One file for each kind of document, and what belongs to it beside it."""
