"""The provenance of one document as records of PROV-JSON."""
