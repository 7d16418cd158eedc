"""Templates of letters: which places they may have, whether a text is sound, and the text with its places filled. Pure.

A place is a name in braces, {number}. It is looked up and put in, once: what is put in is never looked at again, and nothing is run.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from agent_desk.schemas.cases.kinds.definition import Kind

_PLACE: Final = re.compile(r"\{([^{}\n]*)\}")
COMMON: Final = ("bank", "today", "number")
OF_COMPLAINT: Final = (
    *COMMON,
    "complainant",
    "received_on",
    "due_on",
    "extended_to",
    "business",
    "cause",
    "wish",
    "decision",
    "decided_on",
)
OF_CASE: Final = (*COMMON, "title", "state", "opened_on", "due_on")
FIELD: Final = "field."
"""Begins the place of a field of a register's case: {field.result}."""


def places_of(kind: Kind | None) -> frozenset[str]:
    """Return the places that a letter may have: about a complaint (None), or about cases of a kind."""
    if kind is None:
        return frozenset(OF_COMPLAINT)
    return frozenset((*OF_CASE, *(f"{FIELD}{one.code}" for one in kind.fields)))


def named(*texts: str) -> list[str]:
    """Return the places that texts name, each once, in order."""
    return list(dict.fromkeys(found for text in texts for found in _PLACE.findall(text)))


def fault_in(text: str, known: Iterable[str]) -> str:
    """Return what is wrong with a text: "stray_brace", "unknown_place", or "" where it is sound."""
    if set(_PLACE.sub("", text)) & set("{}"):
        return "stray_brace"
    return "unknown_place" if set(named(text)) - set(known) else ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its places filled; one without a value stays as it is written."""
    return _PLACE.sub(lambda found: values.get(found[1]) or found[0], text)
