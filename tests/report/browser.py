"""A page as Debian's chromium shows it, without a network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium")
AXE = os.environ.get("AXE_CORE", "")
"""The file `axe.min.js` of the npm package axe-core, where there is one."""

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --disable-dev-shm-usage --virtual-time-budget=4000 --enable-logging=stderr"
    " --allow-file-access-from-files --host-resolver-rules=MAP\u2002*\u2002~NOTFOUND"
)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def shown(page: Path, scratch: Path, *flags: str) -> tuple[str, list[str]]:
    """The document after it was shown, and what the browser complains of."""
    assert CHROMIUM is not None
    every = [flag.replace("\u2002", " ") for flag in _FLAGS.split(" ") if flag]
    done = subprocess.run(
        [CHROMIUM, *every, f"--user-data-dir={scratch}", *flags, "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout, [row for row in done.stderr.splitlines() if "CONSOLE" in row]


def asked(page: Path, scratch: Path, script: str, *flags: str) -> Any:
    """What a script says of a copy of the page from which its policy was taken.

    The script calls `done` with a value.
    """
    answer = "<script>const done = (value) => { const at = document.createElement('pre');"
    answer += "at.id = 'answer'; at.textContent = JSON.stringify(value); document.body.append(at);"
    answer += f"}};\n{script}</script></body>"
    copy = scratch / "copy.html"
    text = _POLICY.sub("", page.read_text(encoding="utf-8"))
    copy.write_text(text.replace("</body>", answer), encoding="utf-8")
    told, _ = shown(copy, scratch, *flags)
    found = re.search(r'<pre id="answer">(.*?)</pre>', told, re.DOTALL)
    assert found is not None, told[-2000:]
    return json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def widths(page: Path, scratch: Path, width: int) -> tuple[int, int]:
    """How wide the page is in a frame of that width, and how wide the frame is, in pixels."""
    frame = scratch / "frame.html"
    frame.write_text(
        f'<body style="margin:0"><iframe id="f" width="{width}" height="800" style="border:0"'
        f' src="{page.name}"></iframe></body>',
        encoding="utf-8",
    )
    inside = scratch / page.name
    if inside != page:
        shutil.copy(page, inside)
    script = "window.onload = () => { const d = document.getElementById('f').contentDocument"
    script += ".documentElement; done([d.scrollWidth, d.clientWidth]); };"
    wide, room = asked(frame, scratch, script)
    return wide, room


def violations(page: Path, scratch: Path, *flags: str) -> list[str]:
    """What axe-core finds wrong with the page, every part of it unfolded."""
    script = Path(AXE).read_text(encoding="utf-8")
    script += "\ndocument.querySelectorAll('details').forEach((one) => { one.open = true; });"
    script += "axe.run().then((said) => done(said.violations.map((one) => "
    script += "`${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3)}`)));"
    return list(asked(page, scratch, script, *flags))
