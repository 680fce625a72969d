"""A small web on loopback: one asyncio server in its own process, many addresses.

`python -m bench.loopback` listens on a free port of every address 127.0.0.2 to 127.0.0.51, prints
the port, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import sys

HOSTS = [f"127.0.0.{last}" for last in range(2, 52)]

BODY = b"<!doctype html><html lang=en><head><title>A page</title></head><body><p>Text.</p></body>"
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(BODY), BODY)
)


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One request, one page, one close."""
    try:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER)
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def serve() -> None:
    """Listen on one port of all hosts until standard input ends."""
    first = await asyncio.start_server(answer, HOSTS[0], 0, backlog=512)
    port = first.sockets[0].getsockname()[1]
    for host in HOSTS[1:]:
        await asyncio.start_server(answer, host, port, backlog=512)
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
