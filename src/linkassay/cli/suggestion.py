"""What somebody meant who wrote a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def near(word: str, known: Iterable[str], otherwise: str) -> str:
    """The known word that was meant, most likely, as advice; else `otherwise`."""
    import difflib

    found = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean '{found[0]}'?" if found else otherwise
