"""Other link checkers sent into the labelled web: lychee, linkchecker and Sphinx's `linkcheck`.

Each is asked to check the same links with its defaults, but for the limits that its own manual
names for fair comparisons. What it says of a link is ok or not ok;
a link that it does not tell of is neither.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path

from web.assay import document

Says = dict[str, bool]
PATIENT = 900.0


def lychee(program: str, folder: Path, urls: Sequence[str], authority: Path) -> Says:
    file = folder / "links.md"
    file.write_text(document(urls), encoding="utf-8")
    done = _run(
        [program, "--format", "json", "-vv", "--no-progress", "--max-retries", "2",
         "--timeout", "20", "--include-fragments", "--host-request-interval", "0ms",
         "--host-concurrency", "128", str(file)],
        folder, authority,
    )  # fmt: skip
    told = json.loads(done)
    says: Says = {}
    for key, ok in (("success_map", True), ("error_map", False), ("timeout_map", False)):
        for items in told.get(key, {}).values():
            says |= {str(item["url"]): ok for item in items}
    return says


def linkchecker(program: str, folder: Path, urls: Sequence[str], authority: Path) -> Says:
    anchors = "".join(f'<p><a href="{escape(url)}">x</a></p>\n' for url in urls)
    (folder / "links.html").write_text(f"<html><body>{anchors}</body></html>", encoding="utf-8")
    # As root it would become another user, whom this namespace does not have: it begins as nobody.
    done = _run(
        ["unshare", "-U", program, "-o", "csv", "--check-extern", "--verbose", "-t", "32",
         "--timeout", "20", "-r", "1", "links.html"],
        folder, authority,
    )  # fmt: skip
    lines = [line for line in done.splitlines() if line and not line.startswith("#")]
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    return {str(row["urlname"]): row["valid"] == "True" for row in rows if row.get("urlname")}


def sphinx(program: str, folder: Path, urls: Sequence[str], authority: Path) -> Says:
    source = folder / "source"
    source.mkdir()
    lines = (
        "linkcheck_timeout = 20",
        "linkcheck_workers = 32",
        "linkcheck_rate_limit_timeout = 5.0",
    )
    settings = "\n".join(lines)
    (source / "conf.py").write_text(settings, encoding="utf-8")
    links = "".join(f"* `source {at} <{url}>`__\n" for at, url in enumerate(urls))
    (source / "index.rst").write_text(f"Sources\n=======\n\n{links}", encoding="utf-8")
    # A host that asks for an hour is waited for: what it has told by then counts.
    with suppress(subprocess.TimeoutExpired):
        _run([program, "-q", "-b", "linkcheck", "source", "told"], folder, authority, 150.0)
    told = (folder / "told/output.json").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in told]
    kept = {"working": True, "redirected": True, "broken": False, "timeout": False}
    return {item["uri"]: kept[item["status"]] for item in found if item["status"] in kept}


PEERS: dict[str, Callable[[str, Path, Sequence[str], Path], Says]] = {
    "lychee": lychee,
    "linkchecker": linkchecker,
    "sphinx": sphinx,
}


def _run(command: Sequence[str], folder: Path, authority: Path, patient: float = PATIENT) -> str:
    trusted = {
        name: str(authority) for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **trusted, "HOME": str(folder)},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=patient,
        check=False,
    )
    if not done.stdout and done.returncode > 2:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout
