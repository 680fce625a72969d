"""The bench: start-up, links, growth, the ledger and memory, in figures. Needs no network."""
