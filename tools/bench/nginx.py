"""nginx as the web that is asked: one worker, small pages made of their address, no log.

Nothing outside of a temporary folder is read or written, and only loopback is listened on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.listening import until_open

Place = tuple[str, int]
"""An address and a port."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Files of a certificate and its key."""

    certificate: Path
    key: Path


def installed() -> str | None:
    """The program, where there is one."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def version() -> str:
    """What it calls itself: `nginx/1.22.1`."""
    told = subprocess.run([installed() or "nginx", "-v"], capture_output=True, text=True)
    return told.stderr.rpartition(" ")[2].strip()


_MAIN = """\
{user}daemon off;
worker_processes 1;
worker_rlimit_nofile 16384;
error_log {folder}/error.log crit;
pid {folder}/nginx.pid;
events {{ worker_connections 8192; multi_accept on; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  log_format counted '$status $request_length $bytes_sent';
  access_log {log};
  tcp_nodelay on;
  keepalive_timeout {keep};
  keepalive_requests 10000000;
  default_type text/html;
  server {{
{listens}
    location / {{ return 404; }}
    location ~ "/report-on-quay-(?<quay>[0-9]{{1,8}})$" {{
      add_header ETag '"first"';
      if ($http_if_none_match = '"first"') {{ return 304; }}
      return 200 '{page}';
    }}
  }}
}}
"""

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<title>Report on quay $quay - The Harbour Courier</title>"
    '<meta property="article:published_time" content="2021-05-04T08:00:00Z">'
    '<link rel="canonical" href="$scheme://$http_host$uri"></head>'
    "<body><article><h1>Report on quay $quay</h1><p>The harbour council met on Tuesday, and the"
    " vote on the new pier took an hour. The ferry lands on the other side until then.</p>"
    "</article></body></html>"
)
"""About 500 bytes with title, canonical address and date; variables are nginx's."""


def configuration(
    folder: Path, places: Sequence[Place], tls: Tls | None, *, keep_alive: bool, counted: bool
) -> str:
    """The configuration as text. `counted` logs status and bytes of each request."""
    secure = " ssl" if tls else ""
    listens = [f"    listen {host}:{port}{secure} backlog=4096;" for host, port in places]
    if tls:
        listens += [
            f"    ssl_certificate {tls.certificate};",
            f"    ssl_certificate_key {tls.key};",
            "    ssl_session_cache off; ssl_session_tickets off;",
        ]
    return _MAIN.format(
        folder=folder,
        user="user root;\n" if os.geteuid() == 0 else "",
        log=f"{folder}/access.log counted buffer=64k flush=1s" if counted else "off",
        keep="60s" if keep_alive else "0",
        listens="\n".join(listens),
        page=PAGE,
    )


@contextmanager
def serving(
    folder: Path,
    places: Sequence[Place],
    tls: Tls | None = None,
    *,
    keep_alive: bool = True,
    counted: bool = False,
) -> Iterator[None]:
    """Serve these places until the block ends."""
    file = folder / "nginx.conf"
    file.write_text(
        configuration(folder, places, tls, keep_alive=keep_alive, counted=counted), "utf-8"
    )
    server = subprocess.Popen(
        [installed() or "nginx", "-p", str(folder), "-c", str(file)], stderr=subprocess.DEVNULL
    )
    try:
        until_open(places[-1])
        yield
    finally:
        server.terminate()
        server.wait(10)
