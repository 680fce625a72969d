"""Seven ways in which a document states its own day, in five languages, as text and as HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from score.prose import written

AUTHOR: Mapping[str, str] = {
    "en": "Ana Bell", "de": "Anna Glocke", "fr": "Anne Cloche", "es": "Ana Campana",
    "ru": "Анна Колокольцева",
}  # fmt: skip

_BY: Mapping[str, str] = {
    "en": "By {}, {}", "de": "Von {}, {}", "fr": "Par {}, le {}", "es": "Por {}, {}",
    "ru": "Автор: {}, {}",
}  # fmt: skip
_PUBLISHED: Mapping[str, str] = {
    "en": "Published: {}", "de": "Veröffentlicht am {}", "fr": "Publié le {}",
    "es": "Publicado el {}", "ru": "Опубликовано: {}",
}  # fmt: skip
_UPDATED: Mapping[str, str] = {
    "en": "Updated: {}", "de": "Aktualisiert am {}", "fr": "Mis à jour le {}",
    "es": "Actualizado el {}", "ru": "Обновлено: {}",
}  # fmt: skip
_DATELINE: Mapping[str, str] = {
    "en": "LONDON, {} (AP) — ", "de": "BERLIN, {} (dpa) – ", "fr": "PARIS, {} (AFP) – ",
    "es": "MADRID, {} (EFE) – ", "ru": "МОСКВА, {} (ТАСС) – ",
}  # fmt: skip

UPDATED_AFTER = timedelta(days=2)
"""The update of the sixth way; every planted gap is wider."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The pieces of a document that state its day.

    `head` stands before everything (front matter, metadata), `lines` below the title, and `lead`
    opens the first paragraph.
    """

    head: str = ""
    lines: tuple[str, ...] = ()
    lead: str = ""


def _byline(day: date, language: str) -> str:
    return _BY[language].format(AUTHOR[language], written(day, language))


def published(day: date, language: str) -> str:
    """The label of publication."""
    return _PUBLISHED[language].format(written(day, language))


def updated(day: date, language: str) -> str:
    """The label of the last change."""
    return _UPDATED[language].format(written(day, language))


def _both(day: date, language: str) -> str:
    return f"{published(day, language)}. {updated(day + UPDATED_AFTER, language)}"


def _front_matter(day: date) -> str:
    return f"---\ndate: {day.isoformat()}\n---\n\n"


def _meta(day: date) -> str:
    return f'<meta property="article:published_time" content="{day.isoformat()}T08:30:00+00:00">'


def _json_ld(day: date, language: str) -> str:
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "datePublished": f"{day.isoformat()}T08:30:00Z",
        "author": {"@type": "Person", "name": AUTHOR[language]},
    }
    return f'<script type="application/ld+json">{json.dumps(stated, ensure_ascii=False)}</script>'


Form = Callable[[date, str], Stated]

_SHARED: Mapping[str, Form] = {
    "byline": lambda day, tongue: Stated(lines=(_byline(day, tongue),)),
    "label": lambda day, tongue: Stated(lines=(published(day, tongue),)),
    "dateline": lambda day, tongue: Stated(
        lead=_DATELINE[tongue].format(written(day, tongue).removesuffix(" года"))
    ),
    "date line": lambda day, tongue: Stated(lines=(written(day, tongue),)),
    "published and updated": lambda day, tongue: Stated(lines=(_both(day, tongue),)),
}

TEXT_FORMS: Mapping[str, Form] = {
    **_SHARED,
    "front matter": lambda day, _: Stated(head=_front_matter(day)),
    "front matter and byline": lambda day, tongue: Stated(
        head=_front_matter(day), lines=(_byline(day, tongue),)
    ),
}
"""The ways of a Markdown document."""

HTML_FORMS: Mapping[str, Form] = {
    **_SHARED,
    "meta": lambda day, _: Stated(head=_meta(day)),
    "JSON-LD and byline": lambda day, tongue: Stated(
        head=_json_ld(day, tongue), lines=(_byline(day, tongue),)
    ),
}
"""The ways of a page."""
