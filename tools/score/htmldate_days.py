"""Run by the interpreter that has htmldate: a page (JSON string) a line in, a day or null out.

It imports nothing of ours, so that the environment of the product never gets htmldate.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Answer each line."""
    from htmldate import find_date

    for line in sys.stdin:
        try:
            day = find_date(json.loads(line), original_date=True, extensive_search=True)
        except Exception:  # a page that it cannot read is a page without an answer
            day = None
        print(json.dumps(day), flush=True)


if __name__ == "__main__":
    main()
