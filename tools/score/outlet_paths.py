"""How outlets write the addresses of their articles, and how a template leaks its own day.

A pattern has the day where the outlet puts it and, where the outlet has one, the number at its
place; `{id}` with what belongs to it stands between `<` and `>`, which a leak leaves out. Each is
the form of addresses that the outlet has published.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OutletPath:
    """The pattern of one outlet's addresses."""

    outlet: str
    pattern: str

    def address(self, day: date, slug: str, number: int | None) -> str:
        """The address of an article; without a number the address lacks it."""
        text = re.sub(r"<([^<>]*)>", "" if number is None else r"\1", self.pattern)
        return text.format(
            y=day.year, m=day.month, d=day.day, b=day.strftime("%b").lower(), slug=slug, id=number
        )

    @property
    def has_id(self) -> bool:
        return "<" in self.pattern


OUTLET_PATHS: tuple[OutletPath, ...] = (
    OutletPath("The Moscow Times", "https://www.themoscowtimes.com/{y}/{m:02}/{d:02}/{slug}<-a{id}>"),
    OutletPath("Le Monde", "https://www.lemonde.fr/economie/article/{y}/{m:02}/{d:02}/{slug}<_{id}_3234>.html"),
    OutletPath("The Guardian", "https://www.theguardian.com/world/{y}/{b}/{d:02}/{slug}"),
    OutletPath("The New York Times", "https://www.nytimes.com/{y}/{m:02}/{d:02}/world/{slug}.html"),
    OutletPath("NPR", "https://www.npr.org/{y}/{m:02}/{d:02}/<{id}/>{slug}"),
    OutletPath("CNN", "https://www.cnn.com/{y}/{m:02}/{d:02}/world/{slug}/index.html"),
    OutletPath("El País", "https://elpais.com/internacional/{y}-{m:02}-{d:02}/{slug}.html"),
    OutletPath("ABC News", "https://www.abc.net.au/news/{y}-{m:02}-{d:02}/{slug}</{id}>"),
    OutletPath("USA Today", "https://www.usatoday.com/story/news/{y}/{m:02}/{d:02}/{slug}</{id}>/"),
    OutletPath("Foreign Policy", "https://foreignpolicy.com/{y}/{m:02}/{d:02}/{slug}/"),
    OutletPath("Lenta", "https://lenta.ru/news/{y}/{m:02}/{d:02}/{slug}/"),
    OutletPath("The Japan Times", "https://www.japantimes.co.jp/news/{y}/{m:02}/{d:02}/national/{slug}/"),
    OutletPath("Bloomberg", "https://www.bloomberg.com/news/articles/{y}-{m:02}-{d:02}/{slug}"),
    OutletPath("TechCrunch", "https://techcrunch.com/{y}/{m:02}/{d:02}/{slug}/"),
    OutletPath("Los Angeles Times", "https://www.latimes.com/world-nation/story/{y}-{m:02}-{d:02}/{slug}"),
    OutletPath("Hafenkurier", "https://www.hafenkurier.example/{y}/{m:02}/{d:02}/{slug}<-{id}>/"),
)  # fmt: skip


def slug_of(title: str) -> str:
    """A title as addresses write it: ASCII letters joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "story"


def number(dice: random.Random) -> int:
    """A number as outlets give it to an article; five digits, so that it is no date."""
    return dice.randint(10_000, 99_999)
