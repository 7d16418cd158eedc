"""A held role in one line of plain text, as the audit trail and a request for approval keep it: "supervisor team(T1) 2026-01-01..".

Teams, queues and branches stand there by their codes, as people know them; an id would be masked where digits in it look like a number.
What reaches everything and is for good is the role's code alone, as rows of before there were reaches have it.
"""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, cast

from agent_desk.schemas.administration.records import HeldRole, ScopeWord

NO_CODES: Final[Mapping[str, str]] = MappingProxyType({})
_LINE: Final = re.compile(
    r"(?P<role>\S+)(?: (?P<scope>own|team|queue|branch)(?:\((?P<subjects>[^)]*)\))?)?(?: (?P<from>[\d-]*)\.\.(?P<to>[\d-]*))?"
)


def in_line(one: HeldRole, codes: Mapping[str, str] = NO_CODES) -> str:
    """Return a held role as a line. `codes`: of what it names, by id."""
    parts = [one.role]
    if one.scope is not None and one.scope != "all":
        parts.append(
            f"{one.scope}({','.join(codes.get(subject, subject) for subject in one.subjects)})"
            if one.subjects
            else one.scope
        )
    if one.from_on is not None or one.to_on is not None:
        parts.append(f"{one.from_on or ''}..{one.to_on or ''}")
    return " ".join(parts)


def of_line(line: str) -> HeldRole | None:
    """Return the held role of a line; None for what is none."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    subjects = found["subjects"]
    return HeldRole.model_construct(
        role=found["role"],
        scope=cast(ScopeWord, found["scope"] or "all"),
        subjects=subjects.split(",") if subjects else [],
        from_on=date.fromisoformat(found["from"]) if found["from"] else None,
        to_on=date.fromisoformat(found["to"]) if found["to"] else None,
    )
