"""`python -m bench [--full]`: all figures, one after the other. Nothing here passes or fails.

`--full` takes the sizes that the goals speak of, and minutes to hours.
"""

from __future__ import annotations

import sys

from bench import growth, ledger, many_links, startup, streams

full = "--full" in sys.argv[1:]
startup.main()
print()
many_links.main()
print()
growth.main()
print()
ledger.main(full=full)
print()
streams.main(full=full)
