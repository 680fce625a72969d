"""What PROV-JSON asks of a document: the schema of the member submission, as far as we need it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "wasGeneratedBy": ("prov:entity",),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasAssociatedWith": ("prov:activity",),
    "alternateOf": ("prov:alternate1", "prov:alternate2"),
}
"""Relations, and what each must name."""

ROLES: Mapping[str, str] = {
    "prov:entity": "entity",
    "prov:activity": "activity",
    "prov:agent": "agent",
    "prov:generatedEntity": "entity",
    "prov:usedEntity": "entity",
    "prov:alternate1": "entity",
    "prov:alternate2": "entity",
}
"""What each of these names must have been declared as."""

THINGS = ("entity", "activity", "agent")


def faults(told: Mapping[str, Any], prefixes: Mapping[str, str] | None = None) -> Iterator[str]:
    """What is wrong with a document, or with a bundle below these prefixes."""
    known = {**(prefixes or {}), **told.get("prefix", {})}
    for kind, records in told.items():
        if kind == "prefix":
            continue
        if kind == "bundle":
            for called, bundle in records.items():
                yield from _name(called, known)
                yield from faults(bundle, known)
            continue
        if kind not in THINGS and kind not in REQUIRED:
            yield f"no kind of record: {kind}"
        for called, record in records.items():
            yield from _name(called, known)
            yield from _record(kind, record, known)
            yield from _undeclared(kind, record, told)


def _record(kind: str, record: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{kind} without {key}" for key in REQUIRED.get(kind, ()) if key not in record)
    for key, value in record.items():
        yield from _name(key, known)
        for one in value if isinstance(value, list) else (value,):
            yield from _literal(one, known)


def _literal(value: Any, known: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, str | bool | int | float):
        return
    if not isinstance(value, dict) or set(value) != {"$", "type"}:
        yield f"no literal: {value}"
        return
    yield from _name(value["type"], known)
    if value["type"] == "xsd:QName":
        yield from _name(value["$"], known)


def _name(text: str, known: Mapping[str, str]) -> Iterator[str]:
    prefix, colon, local = text.partition(":")
    if not colon or not local or ":" in local:
        yield f"no qualified name: {text}"
    elif prefix not in known and prefix != "_":
        yield f"prefix without a namespace: {text}"


def _undeclared(kind: str, record: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    for key, role in ROLES.items():
        if kind in REQUIRED and key in record and record[key] not in told.get(role, {}):
            yield f"{kind} names an undeclared {role}: {record[key]}"
