"""The wheel, really built and really installed, and its program run from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from workflows.building import copied
from workflows.foreign import NOTE, ROOT

pytestmark = pytest.mark.slow

BUILD = "from flit_core import buildapi; print(buildapi.build_wheel('.'))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    source = copied(tmp_path_factory.mktemp("built") / "source")
    asked = [sys.executable, "-c", BUILD]
    made = subprocess.run(asked, cwd=source, check=True, capture_output=True, text=True).stdout
    return source / made.strip()


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory) -> Path:
    """`linkassay` of a new environment, which finds what it needs in the one of the tests."""
    place = tmp_path_factory.mktemp("installed") / "env"
    python = place / "bin/python"
    install = ["pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    for words in (["venv", "--without-pip", str(place)], install):
        subprocess.run([sys.executable, "-m", *words], check=True, capture_output=True)
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    # Behind its own folder; what the tests' environment has of linkassay itself is not seen.
    Path(site, "beside.pth").write_text(sysconfig.get_path("purelib"))
    return place / "bin/linkassay"


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("LINKASSAY_", "PYTHON"))]:
        monkeypatch.delenv(name)
    (tmp_path / "article.md").write_text(NOTE)
    return tmp_path


def run(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program, *words], capture_output=True, text=True, check=False)


def test_the_wheel_holds_every_file_of_the_package(wheel):
    source = ROOT / "src"
    files = {
        file.relative_to(source).as_posix()
        for file in (source / "linkassay").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == files


def test_it_reports_in_every_format_from_anywhere(program, here):
    python = program.with_name("python")
    asked = [python, "-c", "import linkassay; print(linkassay.__file__)"]
    where = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    assert where.startswith(str(program.parents[1]))
    asked = [python, "-c", "from linkassay.report.formats import FORMATS; print(*FORMATS)"]
    formats = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()
    assert {"text", "html", "sarif"} <= set(formats)
    also = [word for name in formats for word in ("--also", f"{name}:out/{name}")]
    (here / "out").mkdir()
    done = run(program, "check", "--offline", "article.md", *also)
    assert done.returncode == 1, done.stderr
    assert "February 2019 has no day 30" in " ".join(done.stdout.split())
    assert all((here / "out" / name).stat().st_size for name in formats)
    json.loads((here / "out/sarif").read_text())


def test_it_remembers_and_explains(program, here):
    for _ in range(2):
        done = run(program, "audit", "--offline", "--ledger", "a.db", "article.md")
    assert done.returncode == 0, done.stderr
    assert "Nothing new" in done.stdout
    assert run(program, "explain", "url-date-impossible").returncode == 0
    assert run(program, "explain", "article.md", "--ledger", "a.db").returncode == 0


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_it_adopts_a_repository(program, here, ci):
    (here / ".git").mkdir()
    unknown = run(program, "init", "--write")
    assert unknown.returncode == 2
    assert "place that only this machine has" in unknown.stderr
    done = run(program, "init", "--write", "--ci", ci, "--install", "linkassay==1.2.3")
    assert done.returncode == 0, done.stderr
    assert 'corpus = ["."]' in (here / "linkassay.toml").read_text()
    shown = run(program, "config", "show")
    assert shown.returncode == 0, shown.stderr
    assert str(here / "linkassay.toml") in shown.stdout
    assert run(program, "audit", "--offline").returncode == 1
