"""Answers from HTML that a test writes, through the reader of facts, and the two parts of a set."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise

from linkassay.extract.page import page_facts
from linkassay.model import ErrorKind, Framing, Hop, Observation

NOW = datetime(2026, 11, 24, tzinfo=UTC)
STORY = "https://www.gazette.example/2024/05/harbour-bridge-reopens.html"

_FILLER = {
    "en": "The council met on Tuesday and heard how the work on the old bridge had gone so far. ",
    "de": "Der Rat trat am Dienstag zusammen und hörte, wie weit die Arbeit an der Brücke war. ",
    "fr": "Le conseil s'est réuni mardi et a entendu où en étaient les travaux du vieux pont. ",
    "es": "El consejo se reunió el martes y escuchó cómo iban las obras del puente viejo. ",
    "ru": "Совет собрался во вторник и услышал, как идут работы на старом мосту через реку. ",
    "zh": "市议会星期二开会，听取了旧桥工程的进展情况，并讨论了今后的安排。",
    "pt": "O conselho reuniu-se na terça-feira e ouviu como iam as obras da ponte antiga. ",
    "it": "Il consiglio si è riunito martedì e ha sentito a che punto erano i lavori del ponte. ",
    "pl": "Rada zebrała się we wtorek i wysłuchała, jak idą prace przy starym moście. ",
    "ja": "市議会は火曜日に開かれ、古い橋の工事の進み具合について報告を受けた。",
}


def prose(language: str, sentences: int = 40) -> str:
    """Paragraphs about nothing that matters here; a sentence has about 15 words."""
    return f"<p>{_FILLER[language] * 4}</p>" * (sentences // 4)


def page(title: str = "", body: str = "", head: str = "", lang: str = "en") -> str:
    return (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{title}</title>{head}"
        f"</head><body>{body}</body></html>"
    )


@dataclass(frozen=True)
class Case:
    """One answer and what it is: the name of a condition, or "" for the page itself."""

    name: str
    means: str
    html: str = ""
    status: int | None = 200
    url: str = STORY
    to: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    error: ErrorKind | None = None

    @property
    def observation(self) -> Observation:
        stops = (self.url, *self.to)
        hops = [Hop(url, 302, location=after) for url, after in pairwise(stops)]
        body = self.html.encode()
        return Observation(
            self.url, NOW, (*hops, Hop(stops[-1], self.status)), self.status, self.error,
            headers=tuple(self.headers.items()), framing=Framing.LENGTH, raw_bytes=len(body),
            facts=page_facts(body, "utf-8") if self.html else None,
        )  # fmt: skip

    @property
    def held_out(self) -> bool:
        """A quarter of the cases, by their names: not looked at while the tables were written."""
        return sha256(self.name.encode()).digest()[0] % 4 == 0
