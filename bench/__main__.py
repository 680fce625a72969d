"""`python bench`: all figures, one after the other. Nothing here passes or fails."""

from __future__ import annotations

import many_links
import startup

startup.main()
print()
many_links.main()
