"""Whatever is drawn stays a definition: random steps at the board name nothing that is not there, and say the same when renamed."""

from typing import Any

from agent_desk.desk.cases import drawing
from agent_desk.hub.cases.kinds.loading import shipped
from agent_desk.schemas.cases.kinds.checking import check
from agent_desk.schemas.cases.kinds.comparing import compared
from agent_desk.schemas.cases.kinds.definition import Condition, Kind, Part, Spot, TaskSpec, Transition, Word
from agent_desk.schemas.cases.kinds.design_words import CHOICES, PROPERTIES
from agent_desk.schemas.cases.kinds.parts import properties, tables
from tests.fixtures.flows import can_be_finished
from tests.fixtures.properties import given, settings, st


def drawn(data: st.DataObject, kind: Kind, steps: int) -> Kind:
    """Do random steps."""
    for _ in range(steps):
        kind = stepped(data, kind)
    return kind


def stepped(data: st.DataObject, kind: Kind) -> Kind:
    table = data.draw(st.sampled_from(sorted(tables())))
    codes = [one.code for one in getattr(kind, table)]
    states = [one.code for one in kind.states]
    match data.draw(st.sampled_from(["add", "state", "connect", "reconnect", "delete", "rename", "shift", "place"])):
        case "add":
            return drawing.added(kind, table)[0] if len(codes) < 5 else kind
        case "state" if len(states) < 8:
            spot = data.draw(st.sampled_from([None, Spot(x=10, y=20)]))
            return drawing.added_state(kind, spot, final=data.draw(st.booleans()))[0]
        case "connect" if len(kind.transitions) < 12:
            start, end = data.draw(st.sampled_from(states)), data.draw(st.sampled_from(states))
            return drawing.connected(kind, start, end)[0]
        case "reconnect" if kind.transitions:
            way = data.draw(st.sampled_from(kind.transitions))
            end = data.draw(st.sampled_from(["start", "end"]))
            return drawing.reconnected(kind, way.code, end, way.from_states[0], data.draw(st.sampled_from(states)))  # type: ignore[arg-type]
        case "delete" if codes:
            return drawing.without(kind, table, data.draw(st.sampled_from(codes)))
        case "rename" if codes:
            code = data.draw(st.sampled_from(codes))
            part = drawing.part_of(kind, table, code)
            assert part is not None
            return drawing.put(
                kind, table, code, part.model_dump() | {"code": drawing.free_code(kind, table, f"{code}x")}
            )
        case "shift" if codes:
            return drawing.shifted(kind, table, data.draw(st.sampled_from(codes)), data.draw(st.sampled_from([-1, 1])))
        case "place":
            return drawing.placed(kind, {data.draw(st.sampled_from(states)): (3.0, 4.0)})
    return kind


def begins(data: st.DataObject) -> Kind:
    return data.draw(st.sampled_from([drawing.begun("keys", "钥匙", "Keys", "YS", ["clerk"]), *shipped()]))


@settings(max_examples=120)
@given(st.data())
def test_what_is_drawn_names_only_what_there_is(data: st.DataObject) -> None:
    kind = drawn(data, begins(data), data.draw(st.integers(1, 14)))
    assert Kind.model_validate_json(kind.model_dump_json()) == kind
    dangling = [one for one in check(kind) if one.broken in ("unknown_state", "unknown_field", "twice")]
    assert {one.at for one in dangling} <= {kind.code}, (
        "all but the first state and the title go along with what is deleted"
    )
    if not check(kind):
        assert can_be_finished(kind) == set(kind.states_by_code), "what the check accepts can be finished by somebody"


@settings(max_examples=80)
@given(st.data())
def test_a_part_renamed_is_the_same_flow(data: st.DataObject) -> None:
    """The check finds as much as before, and back again it is the very same definition."""
    kind = drawn(data, begins(data), data.draw(st.integers(0, 6)))
    table = data.draw(st.sampled_from([one for one in sorted(tables()) if getattr(kind, one)]))
    part = data.draw(st.sampled_from(getattr(kind, table)))
    there = drawing.put(kind, table, part.code, part.model_dump() | {"code": "renamed_one"})
    again = drawing.part_of(there, table, "renamed_one")
    assert again is not None
    assert [one.broken for one in check(there)] == [one.broken for one in check(kind)]
    assert drawing.put(there, table, "renamed_one", again.model_dump() | {"code": part.code}) == kind


@settings(max_examples=80)
@given(st.data())
def test_two_versions_differ_in_what_was_done(data: st.DataObject) -> None:
    before = begins(data)
    assert compared(before, drawing.placed(before, {before.initial: (50.0, 60.0)})) == [], "a place is no difference"
    after = drawing.laid_out(drawn(data, before, data.draw(st.integers(1, 5))))
    found = compared(before, after)
    assert (found == []) == (drawing.laid_out(before) == after)
    for one in found:
        was, now = (drawing.part_of(kind, one.table, one.code) if one.code else kind for kind in (before, after))
        assert {"added": was is None, "removed": now is None}.get(one.sign, was != now), one
    reverse = {"added": "removed", "removed": "added"}
    back = {(one.table, one.code, reverse.get(one.sign, one.sign)) for one in compared(after, before)}
    assert back == {(one.table, one.code, one.sign) for one in found}


def test_each_property_is_called_something_in_both_languages() -> None:
    """The panel is made of the declaration: a property that is declared later stands there by itself, and wants its words."""
    parts: list[type[Part]] = [Kind, *tables().values(), Transition, Condition, TaskSpec, Word]
    parts += [one.part for part in parts for one in properties(part) if one.part is not None]
    named: set[str] = set()
    chosen: set[str] = set()
    for part in parts:
        for one in properties(part):
            named.add(one.name)
            chosen |= {f"{one.name}.{value}" for value in one.choices}
    drawn_alone: set[Any] = {"at", "x", "y", *tables()}
    assert named - drawn_alone - set(PROPERTIES) == set()
    assert chosen - set(CHOICES) == set()
