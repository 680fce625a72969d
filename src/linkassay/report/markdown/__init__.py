"""The report as Markdown, for job summaries and the bodies of issues."""
