"""Kinds of changes: what is told of each stands in one class, goes over the wire as JSON, and is read back as it was."""

import importlib.util
import json
import pkgutil
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

import agent_desk.schemas
from agent_desk.desk.kit.live import Change as Heard
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import Change as Row
from agent_desk.schemas.calls.changes import AgentStateChanged, CallChanged, CommandRefused, PopShown
from agent_desk.schemas.kit.change import Change

WIRE = Path(agent_desk.schemas.__path__[0]).parent.parent / "docs" / "wire.md"


def kinds() -> list[type[Change]]:
    for module in pkgutil.walk_packages(agent_desk.schemas.__path__, "agent_desk.schemas."):
        if module.name.endswith(".changes"):
            importlib.import_module(module.name)
    return [kind for kind in Change.__subclasses__() if kind.__module__.startswith("agent_desk.")]


def test_the_page_of_the_wire_names_every_kind_once() -> None:
    told = {(kind.AREA, kind.ENTITY) for kind in kinds()}
    assert len(told) == len(kinds())
    table = WIRE.read_text(encoding="utf-8").partition("| area | entities |")[2].partition("\n\n")[0]
    named = {
        (area.strip(), entity)
        for _, area, entities, _ in (line.split("|") for line in table.splitlines() if line.count("|") == 3)
        for entity in re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", entities))
    }
    assert named == told


def heard(in_unit: Callable[..., Any], change: Change) -> Heard:
    """As a desk hears of it."""

    def tell(unit: Unit) -> None:
        unit.change(change, to=["all"])

    in_unit(tell)

    def last(unit: Unit) -> dict[str, Any]:
        row = unit.db.scalars(select(Row).order_by(Row.id.desc())).first()
        assert row is not None
        names = ("id", "area", "entity", "entity_id", "version", "hint")
        return {name: getattr(row, name) for name in names}

    return Heard.read(json.loads(json.dumps(in_unit(last))))


def test_facts_go_over_the_wire_and_come_back(in_unit: Callable[..., Any]) -> None:
    call = uuid.uuid4()
    talking = CallChanged(id=call, version=3, queue="loan", state="talking")
    told = heard(in_unit, talking)
    assert told.hint == {"queue": "loan", "state": "talking"}, "no outcome before the end"
    assert CallChanged.read(told) == talking
    assert CommandRefused.read(told) is None
    state = AgentStateChanged(id=uuid.uuid4(), state="reserved", reason=None, call=call, seat_lost=False)
    told = heard(in_unit, state)
    assert told.hint == {"state": "reserved", "reason": None, "call": str(call), "seat_lost": False}
    assert AgentStateChanged.read(told) == state


def test_the_hint_of_a_screen_pop_is_the_pop(in_unit: Callable[..., Any]) -> None:
    told = heard(in_unit, PopShown(id=uuid.uuid4(), pop={"match": "one", "candidates": []}))
    assert told.hint == {"match": "one", "candidates": []}
