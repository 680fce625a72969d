"""How much readers of a format take: what is above it would be dropped, and not by importance."""

SARIF_RESULTS = 5_000
"""GitHub keeps so many results of a run ("SARIF support for code scanning")."""

ANNOTATIONS = 10
"""GitHub shows so many of one kind of a step ("Workflow commands for GitHub Actions")."""

VIOLATIONS = 5_000
"""GitLab states no limit for a report on code quality; nobody reads more."""

ENTRIES = 200
"""A feed is read whole at each visit."""

SUMMARY_BYTES = 900 * 1024
"""GitHub takes 1,024 KiB of a step's summary, and shows nothing of a longer one."""

ISSUE_BYTES = 60_000
"""An issue's body may have 65,536 characters; some are left for whoever posts it."""
