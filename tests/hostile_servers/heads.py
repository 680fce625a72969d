"""Heads that never end, are too large, or are not quite HTTP."""

from hostile_servers.model import ENDLESS, LENGTH, OK, PAGE, broken_off, hostile, left_open
from servers import answer, drip, flood, raw

REST = LENGTH + PAGE

HEADS = {
    "endless-100": hostile(flood(b"HTTP/1.1 100 Continue\r\n\r\n" * 40, b"", ENDLESS), "protocol"),
    "endless-102": hostile(flood(b"HTTP/1.1 102 Wait\r\n\r\n" * 40, b"", ENDLESS), "protocol"),
    "endless-103": hostile(
        flood(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 40, b"", ENDLESS), "protocol"
    ),
    "endless-199": hostile(flood(b"HTTP/1.1 199 Odd\r\n\r\n" * 40, b"", ENDLESS), "protocol"),
    "slow-100": hostile(
        drip(b"HTTP/1.1 100 Continue\r\n\r\n", 0.05), "protocol read-timeout deadline"
    ),
    "eight-interim-answers": hostile(raw(b"HTTP/1.1 100 C\r\n\r\n" * 8 + OK + REST), "200"),
    "interim-with-a-length": hostile(
        raw(b"HTTP/1.1 103 E\r\nContent-Length: 5\r\n\r\nabcde" + OK + REST), "protocol 200"
    ),
    "upgrade": hostile(
        raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x81\x00"), "protocol"
    ),
    "endless-head": hostile(flood(b"X: " + b"y" * 900 + b"\r\n", OK, ENDLESS), "headers-too-large"),
    "endless-line": hostile(flood(b"y" * 1_000, OK + b"X: ", ENDLESS), "headers-too-large"),
    "endless-name": hostile(flood(b"y" * 1_000, OK, ENDLESS), "headers-too-large"),
    "endless-status": hostile(
        flood(b"y" * 1_000, b"HTTP/1.1 200 ", ENDLESS), "headers-too-large"
    ),
    "endless-version": hostile(
        flood(b"1" * 1_000, b"HTTP/1.", ENDLESS), "headers-too-large protocol"
    ),
    "endless-blank-lines": hostile(
        flood(b"\r\n" * 500, b"", ENDLESS), "protocol disconnected read-timeout headers-too-large"
    ),
    "endless-fold": hostile(flood(b" folded\r\n" * 100, OK + b"X: y\r\n", ENDLESS),
                            "headers-too-large"),
    "endless-bare-cr": hostile(flood(b"\r" * 1_000, OK + b"X: y", ENDLESS), "headers-too-large"),
    "many-headers": hostile(raw(OK + b"X: y\r\n" * 5_000 + REST), "headers-too-large"),
    "a-thousand-headers": hostile(raw(OK + b"X: y\r\n" * 1_000 + REST), "200"),
    "one-long-header": hostile(raw(OK + b"X: " + b"y" * 200_000 + b"\r\n" + REST), "200"),
    "huge-cookie": hostile(answer(PAGE, headers=(("Set-Cookie", "a=" + "x" * 90_000),)), "200"),
    "many-cookies": hostile(answer(PAGE, headers=(("Set-Cookie", "a=b; Path=/"),) * 1_900), "200"),
    "other-cookies": hostile(
        answer(PAGE, headers=tuple(("Set-Cookie", f"c{at}=x") for at in range(1_500))), "200"
    ),
    "cookie-of-nothing": hostile(answer(PAGE, headers=(("Set-Cookie", "=;=;;;"),)), "200"),
    "nul-in-head": hostile(raw(OK + b"X: a\x00b\r\n" + REST), "protocol"),
    "controls-in-head": hostile(raw(OK + b"Server: \x1b[31m\x07\x08\r\n" + REST), "200"),
    "bare-cr": hostile(raw(OK.replace(b"\r\n", b"\r") + b"\r\r" + PAGE), "disconnected protocol"),
    "bare-lf": hostile(raw((OK + LENGTH).replace(b"\r\n", b"\n") + PAGE), "200"),
    "cr-cr-lf": hostile(raw((OK + LENGTH).replace(b"\r\n", b"\r\r\n") + PAGE),
                        "200 protocol disconnected"),
    "high-bytes": hostile(
        raw(b"HTTP/1.1 200 \xff\xfe\r\n\xff: \xfe\r\nServer: \xff\r\n" + REST), "200"
    ),
    "nameless-header": hostile(raw(OK + b": y\r\n" + REST), "200"),
    "header-without-colon": hostile(raw(OK + b"Just some words\r\n" + REST), "200"),
    "blank-before-colon": hostile(raw(OK + b"Server : x\r\n" + REST), "200"),
    "fold-first": hostile(raw(b"HTTP/1.1 200 OK\r\n folded\r\nContent-Type: text/html\r\n" + REST),
                          "200"),
    "no-version": hostile(raw(b"HTTP/ 200 OK\r\n" + REST), "protocol 200"),
    "version-2": hostile(raw(b"HTTP/2.0 200 OK\r\n" + REST), "200"),
    "version-0": hostile(raw(b"HTTP/0.0 200 OK\r\n" + REST), "200"),
    "version-of-many-digits": hostile(raw(b"HTTP/9999999.1 200 OK\r\n" + REST), "protocol 200"),
    "lower-case": hostile(raw(b"http/1.1 200 ok\r\n" + REST), "200"),
    "tabs-in-status": hostile(raw(b"HTTP/1.1\t200\tOK\r\n" + REST), "200"),
    "icy": hostile(raw(b"ICY 200 OK\r\n" + REST), "200"),
    "stray-bytes": hostile(raw(b"xx\r\nHTTP/1.1 200 OK\r\n" + REST), "200"),
    "stray-line": hostile(raw(b"A line of its own\r\nHTTP/1.1 200 OK\r\n" + REST), "protocol"),
    "long-status": hostile(raw(b"HTTP/1.1 20000000000 OK\r\n\r\n"), "protocol"),
    "short-status": hostile(raw(b"HTTP/1.1 20 OK\r\n\r\n"), "protocol"),
    "negative-status": hostile(raw(b"HTTP/1.1 -200 OK\r\n\r\n"), "protocol 200"),
    "status-0": hostile(raw(b"HTTP/1.1 000 Zero\r\n\r\n"), "protocol"),
    "status-600": hostile(raw(b"HTTP/1.1 600 Beyond\r\n" + REST), "600 protocol"),
    "status-999": hostile(raw(b"HTTP/1.1 999 Denied\r\n" + REST), "999"),
    "status-of-text": hostile(raw(b"HTTP/1.1 OK 200\r\n\r\n"), "protocol 200"),
    "status-in-arabic-digits": hostile(raw("HTTP/1.1 ٢٠٠ OK\r\n\r\n".encode()), "protocol 200"),
    "head-alone": hostile(broken_off(OK, reset=False), "disconnected"),
    "head-alone-open": hostile(left_open(OK), "read-timeout"),
    "http-0.9": hostile(raw(PAGE), "protocol"),
    "types-of-all-kinds": hostile(
        answer(PAGE, content_type='text/html; charset="', headers=(("Content-Type", "a/b"),)),
        "200",
    ),
    "long-type": hostile(answer(PAGE, content_type="text/html; x=" + "y" * 60_000), "200"),
    "dates-of-no-time": hostile(
        answer(PAGE, headers=(("Date", "Thu, 99 Foo 99999 99:99:99 GMT"),
                              ("Last-Modified", "0"), ("ETag", '"'), ("Age", "-1"))), "200"),
    "retry-never": hostile(
        answer(PAGE, "503 Later", headers=(("Retry-After", "9" * 4_000),)), "503"
    ),
    "retry-before": hostile(
        answer(PAGE, "429 Later", headers=(("Retry-After", "Mon, 01 Jan 0001 00:00:00 GMT"),)),
        "429",
    ),
    "link-without-end": hostile(answer(PAGE, headers=(("Link", "<a>; rel=x, " * 9_000),)), "200"),
}  # fmt: skip
