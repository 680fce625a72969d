"""Credits in captions: who made the picture, and nothing of the text."""

from __future__ import annotations

import pytest

from extract.test_attributions import credited
from linkassay.extract import extract
from linkassay.model import CreditClass, Source
from linkassay.tables.phrases import Where, phrases


def in_caption(words):
    page = (
        "<h1>The harbour</h1><p>Ships lay at anchor in the harbour while the council met.</p>"
        f"<figure><img src=a.png><figcaption>{words}</figcaption></figure>"
        "<p>The council spoke of ships, of tides and of the old quay for two hours.</p>"
    )
    (reading,) = extract(Source("a.html", page.encode(), "text/html"))
    return [(item.credit, item.person, item.outlet) for item in reading.attributions]


@pytest.mark.parametrize(
    "phrase",
    [phrase for phrase in phrases() if phrase.where is Where.CAPTION],
    ids=lambda phrase: phrase.example,
)
def test_every_wording_for_captions_gives_its_class(phrase):
    assert [credit for credit, _, _ in in_caption(phrase.example)] == [phrase.credit]


@pytest.mark.parametrize(
    ("words", "person", "outlet"),
    [
        ("The quay at dawn. Photo: Ana Bell / Reuters", "Ana Bell", None),
        ("Der Hafen. Foto: Ana Bell", "Ana Bell", None),
        ("Le port. Crédit photo : Ana Bell", "Ana Bell", None),
        ("© 2019 Ana Bell/AFP", "Ana Bell", None),
        ("The port (Ana Bell/AP)", "Ana Bell", None),
        ("Photo by Ana Bell", "Ana Bell", None),
        ("Bild: dpa", None, "dpa"),
        ("Ships, photo courtesy of Ana Bell", "Ana Bell", None),
        ("Ships (AP Photo/Ted S. Reed)", "Ted S. Reed", None),
        ("Фото: Анна Белл / ТАСС", "Анна Белл", None),
        ("Fotografía de Ana Bell", "Ana Bell", None),
        ("Courtesy of the Harbour Courier", None, "Harbour Courier"),
    ],
)
def test_a_caption_credits_its_picture(words, person, outlet):
    assert in_caption(words) == [(CreditClass.PHOTO_CREDIT, person, outlet)]


@pytest.mark.parametrize(
    "words",
    [
        "This photo was first published by The Harbour Courier.",
        "Photo of Ana Bell",
        "Foto: CC-BY-NC 2.0",
        "Reprinted with permission of Foreign Policy.",
        "via Boing Boing",
        "Anzeige",
        "By Ana Bell",
        "Ana Bell, in a photo from 2019",
        "Published 3 May 2019",
    ],
)
def test_a_caption_credits_nothing_else(words):
    assert in_caption(words) == []


def test_words_of_a_caption_credit_no_picture_elsewhere():
    assert credited("A headline\n\nThe quay at dawn. Photo: Ana Bell / Reuters.\n") == []
