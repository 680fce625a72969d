"""`python -m bench [--full]`: all figures, one after the other. Nothing here passes or fails.

`--full` takes the sizes that the goals speak of, and minutes to hours. Reading hostile documents
has a process of its own: the peak memory of a child counts what its parent held when it began
(getrusage(2): `ru_maxrss` is kept over execve), so this one stays small.
"""

from __future__ import annotations

import subprocess
import sys

from bench import dating, ledger, many_links, page_facts, reading, startup, streams, workers

full = "--full" in sys.argv[1:]
startup.main()
print()
many_links.main()
print()
reading.main(full=full)
print()
page_facts.main()
print()
dating.main()
print()
subprocess.run([sys.executable, "-m", "bench.growth"], check=True)
print()
workers.main(full=full)
print()
ledger.main(full=full)
print()
streams.main(full=full)
