"""The parts of the labelled web alone: its name server, its answers, its files."""

from __future__ import annotations

import struct

import pytest

from web.assay import document
from web.dns import NameServer, Told
from web.model import Answer
from web.server import encoded
from web.warc import Warc, read


class Sent:
    def __init__(self):
        self.data = []

    def sendto(self, data, address):
        self.data.append(data)


def question(name: str, kind: int) -> bytes:
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    return struct.pack("!6H", 77, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!HH", kind, 1)


def answered(told: Told, kind: int = 1) -> list[bytes]:
    server, sent = NameServer(lambda name: told), Sent()
    server.connection_made(sent)
    server.datagram_received(question("Velmora7.ORG", kind), ("127.0.0.1", 9))
    return sent.data


def test_a_name_is_answered_with_its_addresses_of_the_asked_kind():
    told = Told(("93.184.1.2", "93.184.1.3", "2a0d:5600::1"))
    (four,), (six,) = answered(told), answered(told, 28)
    assert struct.unpack_from("!6H", four) == (77, 0x8180, 1, 2, 0, 0)
    assert four.endswith(bytes([93, 184, 1, 3]))
    assert struct.unpack_from("!6H", six)[3] == 1


def test_a_code_comes_without_addresses_and_silence_is_silence():
    (refused,) = answered(Told(code=5))
    assert struct.unpack_from("!6H", refused)[1:4] == (0x8185, 1, 0)
    assert answered(Told(silent=True)) == []


def test_an_answer_is_framed_by_its_length():
    data = encoded(Answer("é", 404, (("X-A", "b"),), reason="Not Found"))
    assert data.startswith(b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n")
    assert data.endswith(b"X-A: b\r\n\r\n\xc3\xa9")


def test_a_written_warc_is_read_back(tmp_path):
    file = tmp_path / "web.warc"
    block = encoded(Answer("<p>a page\r\n\r\nof two parts</p>"))
    with Warc.of(str(file)) as warc:
        warc.response("http://velmora7.org/a?b=ä", block)
        warc.response("http://velmora7.org/empty", b"")
    info, first, second = read(file)
    assert info.headers["warc-type"] == "warcinfo"
    assert first.headers["warc-target-uri"] == "http://velmora7.org/a?b=ä"
    assert first.headers["content-type"] == "application/http;msgtype=response"
    assert (first.block, second.block) == (block, b"")
    assert len({record.headers["warc-record-id"] for record in (info, first, second)}) == 3


def test_a_warc_that_was_cut_is_refused(tmp_path):
    file = tmp_path / "web.warc"
    with Warc.of(str(file)) as warc:
        warc.response("http://velmora7.org/", b"x" * 40)
    file.write_bytes(file.read_bytes()[:-6])
    with pytest.raises(ValueError, match="does not end"):
        list(read(file))


def test_a_document_cites_each_address_once():
    urls = [f"https://velmora7.org/{n}" for n in range(5)]
    text = document(urls)
    assert [text.count(f"(<{url}>)") for url in urls] == [1] * 5
