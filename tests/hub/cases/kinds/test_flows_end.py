"""Random flows that the check accepts, walked to an end by somebody: not by an oracle, but by the hub's own functions."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from agent_desk.hub.cases.kinds import playing
from agent_desk.hub.kit.database import Database
from agent_desk.models.people import Role
from agent_desk.schemas.cases.kinds.checking import check
from agent_desk.schemas.cases.kinds.definition import Kind, Transition
from agent_desk.schemas.cases.kinds.playing import Actor, Played, PlayForm, PlayStep, actor_id
from tests.fixtures.flows import ROLES, flows
from tests.fixtures.people import Staff
from tests.fixtures.properties import given, with_a_database

STAGE = uuid.UUID(int=9)
OPENER = Actor(role="clerk")
FITS = {"cost": "10", "kind": "a"}
"""Values that meet every condition of these flows."""


def way_to_the_end(kind: Kind) -> list[Transition]:
    """The fewest transitions from the first state to an end."""
    ways: dict[str, list[Transition]] = {kind.initial: []}
    waiting = [kind.initial]
    while waiting:
        now = waiting.pop(0)
        if kind.states_by_code[now].final:
            return ways[now]
        for way in kind.leaving(now):
            if way.to_state not in ways:
                ways[way.to_state] = [*ways[now], way]
                waiting.append(way.to_state)
    raise AssertionError("the check has accepted a flow without an end")


def steps_of(kind: Kind) -> list[PlayStep]:
    """Whoever may does each step; who has to have the case takes it first."""
    steps = [PlayStep(does="open", by=OPENER, fields={"what": "x", **FITS})]
    state, owned = kind.initial, False
    for way in way_to_the_end(kind):
        workers = kind.states_by_code[state].workers
        by = OPENER
        if way.who.roles:
            by = Actor(role=way.who.roles[0], other=way.who.not_the_author)
        elif way.who.owner:
            if not owned:
                steps.append(PlayStep(does="take", by=Actor(role=workers[0])))
            by = Actor(role=workers[0], owner=True)
        state = way.to_state
        ahead = [*kind.states_by_code[state].workers, "clerk"]
        owner = actor_id(STAGE, Actor(role=ahead[0], other=True)) if way.assign == "chosen" else None
        steps.append(PlayStep(does="move", by=by, what=way.code, owner=owner, words="x"))
        if not kind.states_by_code[state].final:
            steps += [PlayStep(does="task", by=OPENER, what=task.code) for task in way.tasks]
        owned = {"keep": owned or (way.who.owner and not way.who.roles), "nobody": False}.get(way.assign, True)
    return steps


@with_a_database(25)
@given(flows())
def test_the_engine_itself_brings_each_accepted_flow_to_an_end(
    database: Database, staff: Staff, in_unit: Callable[..., Any], said: dict[str, Any]
) -> None:
    with database.write() as db:
        for code in ROLES:
            if db.get(Role, code) is None:
                db.add(Role(code=code, name_zh=code, name_en=code, permissions=["kinds.use", "tasks.do"]))
    kind = Kind.model_validate(said)
    assert check(kind, ROLES) == []
    form = PlayForm(
        kind=kind, stage=STAGE, starts_at=datetime(2026, 12, 1, tzinfo=UTC), steps=steps_of(kind), now=OPENER
    )
    caller = staff.caller(f"root{uuid.uuid4().hex[:8]}", "system_administrator")
    played: Played = in_unit(playing.play, form, caller=caller)
    assert [one.refused for one in played.lines] == [None] * len(played.lines)
    assert played.case is not None and played.case.closed_at is not None
