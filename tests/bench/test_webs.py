"""The webs that are asked, and the documents that cite them."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bench import clocked, field, links, nginx, small_web, web
from bench.clocked import Clocked, Manner
from bench.listening import address, free_port
from linkassay.extract import extract
from linkassay.model import Source


@pytest.mark.skipif(nginx.installed() is None, reason="nginx is not installed")
def test_nginx_serves_pages_that_stay_the_same(tmp_path):
    with web.serving(2, counted=True) as served:
        _is_a_web(served)
        assert served.log is not None


def test_the_small_web_serves_the_same():
    port = free_port(address(0))
    with small_web.serving([(address(host), port) for host in range(2)]):
        _is_a_web(web.Web(port, 2))


def _is_a_web(served: web.Web) -> None:
    connection = HTTPConnection(address(1), served.port)
    path = re.sub(r"http://[^/]*", "", served.url(7))
    for _ in range(2):
        connection.request("GET", path)
        answer = connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 200
        assert "Report on quay 7" in page
        assert f'href="http://{address(1)}:{served.port}{path}"' in page
    connection.request("GET", path, headers={"If-None-Match": answer.getheader("ETag")})
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (304, b"")
    for lost in ("/robots.txt", "/article/no-such-page"):
        connection.request("GET", lost)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 404
    connection.close()


def test_nginx_listens_on_loopback_alone_and_writes_to_its_folder_alone(tmp_path):
    told = nginx.configuration(tmp_path, [(address(0), 8080)], None, keep_alive=True, counted=True)
    assert re.findall(r"listen (\S+)", told) == ["127.1.0.2:8080"]
    assert all(str(tmp_path) in line for line in told.splitlines() if "_log " in line)


def test_every_page_is_cited_once(tmp_path):
    served = web.Web(8080, 3)
    assert links.write(tmp_path / "docs", served.url, 25, 10) == 3
    cited = [
        one.link.url
        for file in sorted((tmp_path / "docs").iterdir())
        for reading in extract(Source(file.name, file.read_bytes()))
        for one in reading.citations
        if one.link is not None
    ]
    assert cited == [served.url(number) for number in range(25)]
    assert len(set(cited)) == 25


def test_requests_are_written_down_as_they_were_answered(tmp_path):
    with clocked.serving(tmp_path, 2) as served:
        began = time.monotonic()
        page = urllib.request.urlopen(served.url(1, 5, Manner.PAGE, 0.05)).read()
        with pytest.raises(urllib.error.HTTPError, match="500"):
            urllib.request.urlopen(served.url(0, 6, Manner.BROKEN, 0))
        with pytest.raises(OSError):  # noqa: PT011 - which of them is the system's affair
            urllib.request.urlopen(served.url(0, 7, Manner.CUT, 0))
        with pytest.raises(TimeoutError):
            urllib.request.urlopen(served.url(0, 8, Manner.HANGING, 0), timeout=0.1)
        ended = time.monotonic()
        time.sleep(0.05)
        told = served.requests()
    assert b"Report on quay 5" in page
    assert [(one.host, one.path.rpartition("-")[2]) for one in told] == [
        (address(1), "5"), (address(0), "6"), (address(0), "7"), (address(0), "8")
    ]  # fmt: skip
    assert 0.05 <= told[0].end - told[0].begin < 0.5
    assert began <= told[0].begin < told[-1].begin <= ended


def test_the_field_is_the_same_each_time_and_has_its_share_of_faults():
    served = Clocked(8080, Path("log"))
    cited = field.addresses(served, 150)
    assert cited == field.addresses(served, 150)
    assert len(set(cited)) == len(cited) > 1000
    faults = sum(f"/{Manner.PAGE}-" not in one for one in cited) / len(cited)
    assert 0.06 < faults < 0.10
    assert len({re.sub(r":\d+/.*", "", one) for one in cited}) == field.HOSTS
