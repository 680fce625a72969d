"""The score: how good the readings are on data that lies outside the repository."""
