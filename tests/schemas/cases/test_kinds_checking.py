"""The checker on random flows: each planted fault is found, and what it accepts can be finished by somebody from every state."""

from agent_desk.hub.cases.kinds.loading import shipped
from agent_desk.schemas.cases.kinds.checking import check, longest_way
from agent_desk.schemas.cases.kinds.definition import Kind
from tests.fixtures.flows import ROLES, Said, can_be_finished, flows, named
from tests.fixtures.properties import given, settings, st


def found(said: Said) -> set[tuple[str, str]]:
    return {(one.broken, one.at) for one in check(Kind.model_validate(said), ROLES)}


@settings(max_examples=120)
@given(flows())
def test_what_is_accepted_can_be_finished_by_somebody(said: Said) -> None:
    assert found(said) == set()
    kind = Kind.model_validate(said)
    assert can_be_finished(kind) == set(kind.states_by_code)


@settings(max_examples=80)
@given(flows(), st.data())
def test_each_planted_fault_is_found(said: Said, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(said["states"]) - 2))
    state, way = said["states"][at]["code"], said["transitions"][0]
    states, ways = said["states"], said["transitions"]

    island = {**said, "states": [*states, named("island", workers=["clerk"], limit_days=1)]}
    assert ("unreachable", "island") in found(island) and ("dead_end", "island") in found(island)
    hole = {
        **said,
        "states": [*states, named("hole", workers=["clerk"])],
        "transitions": [*ways, named("fall", from_states=[state], to_state="hole", who={"anybody": True})],
    }
    assert ("dead_end", "hole") in found(hole)
    circle = [named("c1", workers=["clerk"]), named("c2", workers=["clerk"])]
    round_ = [
        named("in", from_states=[state], to_state="c1", who={"anybody": True}),
        named("r1", from_states=["c1"], to_state="c2", who={"anybody": True}),
        named("r2", from_states=["c2"], to_state="c1", who={"anybody": True}),
    ]
    caught = found({**said, "states": [*states, *circle], "transitions": [*ways, *round_]})
    assert {("no_end", "c1"), ("no_end", "c2")} <= caught
    assert ("nobody", way["code"]) in found({**said, "transitions": [{**way, "who": {}}, *ways[1:]]})
    never = [{"field": "cost", "op": "at_least", "value": "9"}, {"field": "cost", "op": "at_most", "value": "1"}]
    assert ("never", way["code"]) in found({**said, "transitions": [{**way, "conditions": never}, *ways[1:]]})
    assert ("unknown_field", way["code"]) in found({**said, "transitions": [{**way, "required": ["no"]}, *ways[1:]]})
    assert ("unknown_state", way["code"]) in found({**said, "transitions": [{**way, "to_state": "no"}, *ways[1:]]})
    assert ("unknown_role", "ghost") in found({**said, "sees": ["ghost"]})
    still = {**states[at], "limit_days": None}
    clock = {**said["clocks"][0], "stops_in": [state]}
    others = [one for one in states if one["code"] != state]
    assert ("no_clock", state) in found({**said, "states": [still, *others], "clocks": [clock]})


@settings(max_examples=60)
@given(flows())
def test_a_way_that_takes_longer_than_its_clock_is_named(said: Said) -> None:
    kind = Kind.model_validate(said)
    days, way = longest_way(kind, kind.clocks[0])
    assert 0 < days <= sum(one.limit_days or 0 for one in kind.states)
    tight = Kind.model_validate({**said, "clocks": [named("all", amount=days - 1)]})
    (one,) = check(tight, ROLES)
    assert one.broken == "too_long" and f"{days} days" in one.en and f"{days - 1}" in one.en
    assert way[0] == "s0" and all(kind.states_by_code[code].name_en in one.en for code in way)


def test_what_comes_with_the_product_is_in_order() -> None:
    roles = {"agent", "supervisor", "reviewer", "complaint_handler", "knowledge_editor", "system_administrator"}
    assert len(shipped()) >= 14
    assert {one.code: [finding.en for finding in check(one, roles)] for one in shipped() if check(one, roles)} == {}
    assert len({one.prefix for one in shipped()}) == len(shipped())
