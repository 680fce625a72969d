"""Links on many host-ports over TLS: each needs a handshake of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench import links, nginx, programs, web
from bench.audits import Audited, Desk, by_turns
from bench.listening import address
from bench.nginx import Tls
from bench.rows import OURS, PEER, asking, costs, pace, spoilt, whole
from bench.sizes import BUDGET, PATIENCE, ROUNDS, Size
from bench.table import Row, told

PORTS: Mapping[Size, int] = {Size.QUICK: 20, Size.USUAL: 100, Size.FULL: 100}
"""Of each host."""


def main(size: Size) -> None:
    """Print the rows."""
    if nginx.installed() is None or shutil.which("openssl") is None:
        print(told(Row("fresh TLS", "needs nginx and openssl")))
        return
    count = web.HOSTS * PORTS[size]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        authority, tls = certificates(folder)
        with web.serving(web.HOSTS, ports=PORTS[size], tls=tls, keep_alive=False) as served:
            desk = Desk(folder, folder / "docs", PATIENCE[size])
            links.write(desk.documents, served.url, count)
            made_runs = by_turns(_makers(desk, authority), ROUNDS[size], BUDGET[size])
    ours, peers = made_runs[OURS], made_runs.get(PEER, [])
    sample = f"{count:,} host-ports, {len(ours)} runs"
    failed = spoilt("fresh TLS: whole audit", ours, count, sample)
    if failed is not None:
        print(told(failed), flush=True)
        return
    print(told(pace("fresh TLS: asking", ours, peers, asking, 0.55, sample)))
    print(told(pace("fresh TLS: whole audit", ours, peers, whole, 0.55)))
    print(told(costs("fresh TLS", ours, peers, count)[0]), flush=True)


def _makers(desk: Desk, authority: Path) -> dict[str, Callable[[], Audited]]:
    flags = (*programs.WITHOUT_MANNERS, *programs.workers(), "--ca-file", str(authority))
    makers: dict[str, Callable[[], Audited]] = {OURS: partial(desk.audit, *flags)}
    if programs.lychee():
        makers[PEER] = partial(desk.peer, env={"SSL_CERT_FILE": str(authority)})
    return makers


def certificates(folder: Path) -> tuple[Path, Tls]:
    """An authority, and a certificate of it for all hosts; both on the curve P-256."""
    names = ",".join(f"IP:{address(host)}" for host in range(web.HOSTS))
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for arguments in (
        ["req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Bench"],
        ["req", *key, "-keyout", "host.key", "-out", "host.csr", "-subj", "/CN=Harbour",
         "-addext", f"subjectAltName={names}", "-addext", "basicConstraints=CA:FALSE"],
        ["x509", "-req", "-in", "host.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
         "-copy_extensions", "copy", "-days", "2", "-out", "host.pem"],
    ):  # fmt: skip
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
    return folder / "ca.pem", Tls(folder / "host.pem", folder / "host.key")
