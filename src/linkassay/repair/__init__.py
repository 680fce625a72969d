"""Deciding what of a document can be mended without anybody's judgement.

Takes: a reading with the checks of its links and what is known of the files it names; the source.
Gives: repairs, and the source with them. Each is proven by reading the new source again: it cites
what it cited, but for what was mended.
Never: opens or writes a file, asks the web, or mends what may be another page.
"""

from linkassay.repair.applying import Applied, apply
from linkassay.repair.proposing import propose

__all__ = ["Applied", "apply", "propose"]
