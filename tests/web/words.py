"""Invented text in six languages: sentences put together from the lists of `lexicon/`."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de", "fr", "es", "ru", "zh")
_FULL_WIDTH = str.maketrans({",": "，", ":": "：", "?": "？"})


@cache
def lexicon(language: str) -> Mapping[str, Any]:
    file = Path(__file__).parent / "lexicon" / f"{language}.toml"
    read: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return read


def say(language: str, what: str) -> str:
    """A set phrase of the language (`[words]` of its list)."""
    return str(lexicon(language)["words"][what])


class Voice:
    """A writer in one language; the same seed writes the same."""

    def __init__(self, language: str, seed: str) -> None:
        self.language = language
        self.chance = random.Random(f"{language} {seed}")
        self._lists = lexicon(language)

    def pick(self, name: str) -> Any:
        return self.chance.choice(self._lists[name])

    def title(self) -> tuple[str, str]:
        """A headline and its slug."""
        title, slug = self.pick("titles")
        place, place_slug = self.pick("places")
        return title.format(place), slug.format(place_slug)

    def sentence(self) -> str:
        if self.chance.random() < 0.15:
            return str(self.pick("asides"))
        parts = [self.pick("subjects"), self.pick("verbs"), self.pick("clauses")]
        if self.language == "zh":
            return "".join([*parts, self.pick("tails")]).translate(_FULL_WIDTH)
        return f"{' '.join(parts)}, {self.pick('tails')}"

    def paragraph(self, least: int = 3, most: int = 6) -> str:
        glue = "" if self.language == "zh" else " "
        count = self.chance.randint(least, most)
        return glue.join(dict.fromkeys(self.sentence() for _ in range(count)))

    def paragraphs(self, least: int = 6, most: int = 14) -> list[str]:
        return [self.paragraph() for _ in range(self.chance.randint(least, most))]

    def not_found(self) -> Mapping[str, str]:
        """Title, heading and text of a page that says that nothing is there."""
        found: Mapping[str, str] = self.pick("not_found")
        return found
