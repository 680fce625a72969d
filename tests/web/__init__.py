"""The labelled web: a small internet of invented hosts, and what is true of each link into it.

It runs in a network namespace of its own with real sockets, real TLS and a real name server, so
that any link checker can be sent into it unchanged (`internet`, `namespace`). `sites` are its
hosts, each a function from a request and a day to an answer; a `Labelled` link says what a reader
with a browser would find there, and from which day on. `replay` audits a document that cites all
of them on the days it is given, through the command line.
"""
