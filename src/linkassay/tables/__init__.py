"""Knowledge that is data.

Takes: the `*.toml` files of this package. Gives: typed rows, each with its source.
Never: decides anything, or reads a file outside the package.
"""

from __future__ import annotations

import pkgutil
import tomllib
from functools import cache
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed `<name>.toml` of this package; raises `FileNotFoundError` where there is none."""
    data = pkgutil.get_data(__name__, f"{name}.toml")
    if data is None:
        raise FileNotFoundError(f"linkassay.tables holds no {name}.toml")
    return tomllib.loads(data.decode("utf-8"))
