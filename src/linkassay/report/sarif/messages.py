"""Text as a SARIF message takes it (SARIF 2.1.0, sections 3.11.3 to 3.11.6)."""

from __future__ import annotations

from linkassay.report.plain_lines import clipped

MOST_BYTES = 1_500
"""A log may have 10 MB (gzip) and 5,000 results at GitHub: so much text of each keeps within."""


def message(words: str) -> dict[str, str]:
    """A message of plain text that no viewer takes for more.

    Braces are doubled, as they would stand for arguments; a blank parts what would be a link. What
    is too long is cut.
    """
    plain = clipped(words, MOST_BYTES).replace("](", "] (")
    return {"text": plain.replace("{", "{{").replace("}", "}}")}
