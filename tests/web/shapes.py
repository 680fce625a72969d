"""The table of behaviours: each is built once for every language that it is told in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from web.model import Labelled, Place, Truth, Weather
from web.site import Site
from web.words import LANGUAGES

ALL = LANGUAGES
WESTERN = ("en", "de", "fr", "es")
SOME = ("en", "de", "ru")
FAR = ("en", "ru", "zh")
ONE = ("en",)

Finish = Callable[[Site], Place]


@dataclass(frozen=True, slots=True)
class Shape:
    """One behaviour: its name, its languages, and who builds it on a fresh site."""

    kind: str
    languages: tuple[str, ...]
    build: Callable[[Site], Place]
    https: bool | None = None

    def places(self) -> list[Place]:
        return [
            self.build(Site(language, self.kind, https=self.https)) for language in self.languages
        ]


class Table:
    """Gathers the shapes of one file by decorating the functions that build them."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []

    def add(
        self, kind: str, languages: tuple[str, ...], *, https: bool | None = None
    ) -> Callable[[Callable[[Site], str | Place]], Callable[[Site], str | Place]]:
        """A decorator of what gives the path of the site's one link, or a whole place."""

        def decorate(build: Callable[[Site], str | Place]) -> Callable[[Site], str | Place]:
            def place(site: Site) -> Place:
                built = build(site)
                return built if isinstance(built, Place) else site.place(built, kind)

            self.shapes.append(Shape(kind, languages, place, https))
            return build

        return decorate


def true(site: Site, *truths: Truth | tuple[int, Truth]) -> None:
    """What is true of the site's link, from day 0 or from the days that are given."""
    site.truths = [item if isinstance(item, tuple) else (0, item) for item in truths]


def weather(site: Site, *days: Weather | tuple[int, Weather]) -> None:
    site.weather = [item if isinstance(item, tuple) else (0, item) for item in days]


def slow(site: Site, path: str, kind: str) -> Place:
    link = site.link(path, kind, slow=True)
    return Place((link,), (site.host(),))


__all__ = ["ALL", "FAR", "ONE", "SOME", "WESTERN", "Labelled", "Shape", "Table", "slow", "true"]
