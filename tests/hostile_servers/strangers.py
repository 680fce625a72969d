"""Servers of something else, and such as say nothing."""

import random

from hostile_servers.model import ENDLESS, OK, broken_off, hostile, left_open
from servers import drip, flood, raw

NOISE = random.Random(8).randbytes(4_000)
LATE = "read-timeout deadline"

STRANGERS = {
    "ssh": hostile(raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "protocol"),
    "ssh-that-waits": hostile(left_open(b"SSH-2.0-OpenSSH_9.6\r\n"), "protocol read-timeout"),
    "smtp": hostile(drip(b"220 mail.test ESMTP\r\n", 0.05), "protocol"),
    "ftp": hostile(raw(b"220 (vsFTPd 3.0.5)\r\n530 Please login.\r\n"), "protocol"),
    "redis": hostile(raw(b"-ERR unknown command 'GET'\r\n"), "protocol"),
    "mysql": hostile(raw(b"\x4a\x00\x00\x00\x0a8.0.36\x00" + bytes(60)), "protocol"),
    "rtsp": hostile(raw(b"RTSP/1.0 400 Bad Request\r\n\r\n"), "protocol"),
    "sip": hostile(raw(b"SIP/2.0 200 OK\r\n\r\n"), "protocol"),
    "tls": hostile(raw(b"\x15\x03\x01\x00\x02\x02\x28"), "protocol"),
    "http2": hostile(raw(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18)), "protocol"),
    "http2-preface": hostile(raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "protocol"),
    "request": hostile(raw(b"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n"), "protocol"),
    "zeros": hostile(flood(bytes(1_000), b"", ENDLESS), "protocol"),
    "noise": hostile(flood(NOISE, b"", ENDLESS), "protocol"),
    "one-byte": hostile(raw(b"H"), "disconnected protocol"),
    "half-a-word": hostile(left_open(b"HTT"), LATE),
    "no-answer": hostile(raw(b""), "disconnected protocol"),
    "reset": hostile(broken_off(b"", reset=True), "disconnected"),
    "reset-in-head": hostile(broken_off(OK, reset=True), "disconnected"),
    "mute": hostile(drip(b"", 0.2), LATE),
    "slow-head": hostile(drip(b"X", 0.05, OK), LATE),
    "slow-lines": hostile(drip(b"X: y\r\n", 0.05, OK), LATE),
    "slow-status": hostile(drip(b"2", 0.05, b"HTTP/1.1 "), LATE),
    "slow-blank-lines": hostile(drip(b"\r\n", 0.05), LATE),
}
