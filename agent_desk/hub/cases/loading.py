"""Loading the lists of a complaint from a centre's own words, as often as one likes: the same words again change nothing.

A term that stands no longer in the words stays, since complaints may name it; the numeric codes a bank filled in stay as
well, unless the words bring others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.terms import EDITION, OWN
from agent_desk.models.cases import CaseTerm

AXES: Final = {"A": "channel", "B": "business", "C": "cause"}
"""Axes of the standard's classes, and what each is called in the database."""
OF_SOURCES: Final = ("least_grade", "hours_ordinary", "hours_important", "hours_grave")
"""What a source says beside its names."""
_LISTS: Final = {"complaint_wishes": "wish", "complaint_sources": "source", "urgency_levels": "urgency"}


@dataclass(slots=True)
class Loaded:
    """How many terms were new, were changed, were there already."""

    added: int = 0
    changed: int = 0
    kept: int = 0


def load_terms(db: Session, centre: Mapping[str, Any], *, edition: str = EDITION) -> Loaded:
    """Store `complaint_classes` (axis A, B, C), `complaint_wishes`, `complaint_sources` and `urgency_levels` of a
    centre's file (`tomllib.load` of centre.toml). Raises KeyError for an axis that is none."""
    known = {(row.axis, row.key, row.edition): row for row in db.scalars(select(CaseTerm))}
    loaded = Loaded()
    for wanted in _wanted(centre, edition):
        row = known.get((wanted["axis"], wanted["key"], wanted["edition"]))
        if row is None:
            db.add(CaseTerm(**wanted))
            loaded.added += 1
        elif _apply(row, wanted):
            loaded.changed += 1
        else:
            loaded.kept += 1
    db.flush()
    return loaded


def _apply(row: CaseTerm, wanted: Mapping[str, Any]) -> bool:
    different = False
    for field, value in wanted.items():
        if field == "code" and not value:
            continue
        if getattr(row, field) != value:
            setattr(row, field, value)
            different = True
    return different


def _wanted(centre: Mapping[str, Any], edition: str) -> Iterator[dict[str, Any]]:
    classes: Sequence[Mapping[str, Any]] = centre.get("complaint_classes", ())
    for position, one in enumerate(classes):
        yield {
            "axis": AXES[one["axis"]],
            "key": one["key"],
            "parent_key": one.get("parent") or None,
            "code": one.get("code", ""),
            "name_zh": one["name_zh"],
            "name_en": one["name_en"],
            "edition": edition,
            "position": one.get("position", position),
        }
    for name, axis in _LISTS.items():
        for position, one in enumerate(centre.get(name, ())):
            yield {
                "axis": axis,
                "key": one["code"],
                "parent_key": None,
                "code": "",
                "name_zh": one["name_zh"],
                "name_en": one["name_en"],
                "edition": OWN,
                "position": position,
                **{field: one[field] for field in OF_SOURCES if axis == "source" and field in one},
            }


__all__ = ["Loaded", "load_terms"]
