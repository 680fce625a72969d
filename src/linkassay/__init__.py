"""linkassay: a link-rot and provenance auditor."""

__version__ = "0.1.0"
