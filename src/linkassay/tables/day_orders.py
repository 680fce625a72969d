"""In which order a locale writes day and month in figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class DayOrder(StrEnum):
    """Whether the day or the month comes first in `03/04/2015`."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class _OrderRow:
    order: DayOrder
    locales: tuple[str, ...]
    source: str


def day_order(language: str | None) -> DayOrder | None:
    """The order of a language tag (BCP 47): its region's where that is known, else its language's.

    `None` where it settles nothing, as English without a region.
    """
    parts = (language or "").lower().replace("_", "-").split("-")
    region = next((part for part in parts[1:] if len(part) == 2), None)
    if region is not None and (found := _orders().get(f"{parts[0]}-{region}")) is not None:
        return found
    return _orders().get(parts[0])


@cache
def _orders() -> dict[str, DayOrder]:
    found = rows("day_orders", "order", _OrderRow)
    return {locale: row.order for row in found for locale in row.locales}
