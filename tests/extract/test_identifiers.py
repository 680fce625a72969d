"""DOIs, arXiv ids, ISBNs and RFC numbers that stand in texts."""

import pytest

from judged import judged
from linkassay.extract import extract
from linkassay.model import Citation, Form, Source

DOI, ARXIV, RFC = (
    "https://doi.org/",
    "https://arxiv.org/abs/",
    "https://www.rfc-editor.org/rfc/rfc",
)


def cited(text: str, media_type: str = "text/plain") -> list[Citation]:
    (reading,) = extract(Source("a", text.encode(), media_type))
    return list(reading.citations)


@pytest.mark.parametrize(
    ("text", "written", "resolved"),
    [
        ("See doi:10.1234/abc.", "doi:10.1234/abc", f"{DOI}10.1234/abc"),
        ("(DOI 10.1234/a.b_c-1)", "DOI 10.1234/a.b_c-1", f"{DOI}10.1234/a.b_c-1"),
        ("DOI: 10.1234/123;", "DOI: 10.1234/123", f"{DOI}10.1234/123"),
        ("at doi.org/10.1234/12", "doi.org/10.1234/12", f"{DOI}10.1234/12"),
        ("Bell 2019, 10.1234/abc, p. 3", "10.1234/abc", f"{DOI}10.1234/abc"),
        ("“10.1234.5/abc”", "10.1234.5/abc", f"{DOI}10.1234.5/abc"),
        ("见10.1234/abc。", "10.1234/abc", f"{DOI}10.1234/abc"),
        (
            "10.1002/(SICI)1097(1998)49:8<693::AID-A4>3.0.CO;2-O.",
            "10.1002/(SICI)1097(1998)49:8<693::AID-A4>3.0.CO;2-O",
            f"{DOI}10.1002/(SICI)1097(1998)49:8%3C693::AID-A4%3E3.0.CO;2-O",
        ),
        ("doi:10.1234/a#b?c", "doi:10.1234/a#b?c", f"{DOI}10.1234/a%23b%3Fc"),
        ("arXiv:1501.00001v2.", "arXiv:1501.00001v2", f"{ARXIV}1501.00001v2"),
        ("arXiv: 0704.0001 [cs]", "arXiv: 0704.0001", f"{ARXIV}0704.0001"),
        ("(arXiv:hep-th/9901001)", "arXiv:hep-th/9901001", f"{ARXIV}hep-th/9901001"),
        ("arxiv:math.GT/0309136,", "arxiv:math.GT/0309136", f"{ARXIV}math.GT/0309136"),
        ("by RFC 9110.", "RFC 9110", f"{RFC}9110"),
        ("RFC9110, Section 4", "RFC9110", f"{RFC}9110"),
        ("(RFC-0822)", "RFC-0822", f"{RFC}822"),
        ("as rfc2119 says", "rfc2119", f"{RFC}2119"),
    ],
)
@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html"])
def test_an_identifier_is_cited_with_the_address_that_resolves_it(
    text, written, resolved, media_type
):
    if media_type != "text/plain":
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    (item,) = cited(text, media_type)
    assert item.form is Form.IDENTIFIER
    assert item.written.replace("&lt;", "<").replace("&gt;", ">") == written
    assert (item.parsed or item.url) == resolved
    assert item.link is not None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("ISBN 978-3-16-148410-0.", "9783161484100"),
        ("ISBN-13: 978 3 16 148410 0", "9783161484100"),
        ("ISBN 0-8044-2957-X", "080442957X"),
        ("ISBN 0306406152 (2019)", "0306406152"),
        ("isbn:0306406152", "0306406152"),
    ],
)
def test_a_book_is_cited_by_its_number_and_asked_nowhere(text, digits):
    (item,) = cited(text)
    assert (item.form, item.parsed) == (Form.IDENTIFIER, f"urn:isbn:{digits}")
    assert (item.link, item.error) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 978-3-16-148410-1",
        "ISBN 0-8044-2957-1",
        "ISBN 97831614841000",
        "ISBN missing",
        "urn:isbn:9783161484100",
        "10.2019/11.2019",
        "10.1234/5678",
        "10.0.0.0/8 and 10.12/abc",
        "210.1234/abc",
        "x10.1234/abc",
        "10.1234/",
        "doi: none",
        "1501.00001",
        "arXiv and arXiv:150.1",
        "RFC",
        "RFC 0",
        "RFC 123456",
        "xRFC 9110",
        "rfc2119.txt",
        "#rfc2119",
        "/rfc/rfc2119",
        "rfc_2119",
    ],
)
def test_what_is_no_identifier_is_left_alone(text):
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "media_type", "forms"),
    [
        ("https://doi.org/10.1234/abc", "text/plain", [Form.BARE]),
        ("[10.1234/abc](https://doi.org/10.1234/abc)", "text/markdown", [Form.INLINE]),
        ("[RFC 9110](https://example.org/)", "text/markdown", [Form.INLINE]),
        ('<a href="https://doi.org/10.1234/abc">10.1234/abc</a>', "text/html", [Form.INLINE]),
        ("`RFC 9110` and\n\n    RFC 9111\n", "text/markdown", []),
        ("<code>RFC 9110</code><pre><code>RFC 9111</code></pre>", "text/html", []),
        ("<pre>RFC 9110</pre>", "text/html", [Form.IDENTIFIER]),
    ],
)
def test_an_identifier_is_cited_once_and_never_in_code(text, media_type, forms):
    assert [item.form for item in cited(text, media_type)] == forms


def test_its_words_are_those_of_the_source():
    (item,) = cited("<p>As RFC\n9110 and RFC 9111 say</p>", "text/html")
    assert item.written == "RFC 9111"


def test_a_standard_that_is_named_often_is_one_link_and_no_finding():
    text = "A Title\n\n" + "The server obeys RFC 9110. It must.\n" * 50
    (reading,) = extract(Source("a.txt", text.encode(), "text/plain"))
    assert len(reading.citations) == 50
    assert len(reading.links()) == 1
    assert [item for item in judged(text) if item.rule == "duplicate-citation"] == []


def test_the_numbers_of_a_doi_are_no_date():
    (reading,) = extract(Source("a.txt", b"See 10.1234/x/2019/03/29/abc.", "text/plain"))
    assert len(reading.links()) == 1
    assert [clue for clue in reading.clues if clue.rule.startswith("url-")] == []
