"""What tasks belong to: a complaint or a case of a register, as far as tasks have to know of it. Each declares itself where it lives."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.case_tasks import CaseTask
from agent_desk.schemas.cases.tasks.records import MatterWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A case that has tasks. `called`: what its kind is called; `open`: whether tasks can be given; `heard`: who hears of it."""

    word: MatterWord
    id: uuid.UUID
    number: str
    called: tuple[str, str]
    open: bool
    owner_id: uuid.UUID | None
    supervised_by_id: uuid.UUID | None
    values: Mapping[str, str]
    """What its fields hold."""
    heard: list[str]
    tell: Callable[..., None]
    """Write a line of the story (kind, words, facts) and tell of the case, which is shown anew."""
    watch: Callable[[uuid.UUID | None], None]
    """Put it under somebody's supervision, or under nobody's."""
    urge: Callable[[], None]
    """Count that it was urged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterKind:
    """How cases of one sort are found and who may do what. `find`: as the caller sees it (NotFound), `load`: whoever asks; both locked.
    `sees`, `gives`: whether the caller may read it, and give tasks of it; `barred`: who of some people gets none of its tasks."""

    word: MatterWord
    find: Callable[[Unit, uuid.UUID], Matter]
    load: Callable[[Unit, uuid.UUID], Matter]
    named: Callable[[Unit, uuid.UUID], tuple[str, tuple[str, str]]]
    """Its number, and what its kind is called."""
    sees: Callable[[Unit, uuid.UUID], bool]
    gives: Callable[[Unit, uuid.UUID], bool]
    barred: Callable[[Unit, uuid.UUID], frozenset[uuid.UUID]]


_KINDS: Final[dict[str, MatterKind]] = {}


def register(kind: MatterKind) -> MatterKind:
    """Make a sort of cases known; called once, where it lives."""
    _KINDS[kind.word] = kind
    return kind


def kind_of(word: str) -> MatterKind:
    """Return a sort of cases. Raises NotFound."""
    if word not in _KINDS:
        raise NotFound(what="kind_case")
    return _KINDS[word]


def of_task(task: CaseTask) -> tuple[MatterKind, uuid.UUID]:
    """Return the sort and the id of the case that a task belongs to."""
    if task.complaint_id is not None:
        return kind_of("complaint"), task.complaint_id
    assert task.case_id is not None  # one of the two, by the table
    return kind_of("kind_case"), task.case_id


def columns(word: str, id_: uuid.UUID) -> Mapping[str, Any]:
    """Return the column of a task that names its case, with its value."""
    return {"complaint_id" if word == "complaint" else "case_id": id_}
