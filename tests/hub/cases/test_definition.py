"""The complaint's definition: what the law does not let go, and what a bank may draw between."""

from typing import Any

import pytest

from agent_desk.hub.cases.kinds.loading import shipped
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.law_checking import check
from agent_desk.schemas.cases.rules import OPEN_STATES

EDITION = {"simple": 15, "complex": 30, "extended": 60}
SHIPPED = next(one for one in shipped() if one.code == law.CODE)
ROLES = {"supervisor", "complaint_handler", "agent"}


def drawn(**more: Any) -> Kind:
    """The shipped definition with parts of it put anew."""
    return Kind.model_validate(SHIPPED.model_dump() | more)


def without(part: str, code: str) -> Kind:
    return drawn(**{part: [one for one in SHIPPED.model_dump()[part] if one["code"] != code]})


def changed(part: str, code: str, **fields: Any) -> Kind:
    return drawn(**{part: [one | (fields if one["code"] == code else {}) for one in SHIPPED.model_dump()[part]]})


def own(**fields: Any) -> Kind:
    """The shipped one, and a state of the bank's own in which a branch is asked, with a field and a task."""
    said = SHIPPED.model_dump()
    state = {"code": "at_branch", "name_zh": "支行核实中", "name_en": "At the branch", "law": "in_progress"}
    state |= {"permissions": ["cases.handle"], "limit_days": 3} | fields
    who = {"permissions": ["cases.handle"]}
    task = {"code": "answer", "name_zh": "支行核实", "name_en": "Answer of the branch", "roles": ["complaint_handler"]}
    for one in said["states"]:
        if one["code"] == "in_progress":
            one["limit_days"] -= 3
    for one in said["transitions"]:
        if one["code"] == "withdraw":
            one["from_states"].append("at_branch")
    return drawn(
        fields=[*said["fields"], {"code": "basis", "name_zh": "核实依据", "name_en": "Basis"}],
        states=[*said["states"], state],
        transitions=[
            *said["transitions"],
            {
                "code": "ask_branch",
                "name_zh": "交支行核实",
                "name_en": "Ask the branch",
                "from_states": ["in_progress"],
                "to_state": "at_branch",
                "who": who,
                "required": ["basis"],
                "tasks": [task],
            },
            {
                "code": "checked",
                "name_zh": "核实完毕",
                "name_en": "Checked",
                "from_states": ["at_branch"],
                "to_state": "in_progress",
                "who": who,
            },
        ],
    )


def test_what_ships_and_what_a_bank_draws_between_has_no_findings() -> None:
    assert check(SHIPPED, ROLES, EDITION) == []
    assert check(own(), ROLES, EDITION) == []


def test_no_state_and_no_way_of_the_law_can_be_drawn_away() -> None:
    for state in (*law.WAYS,):
        assert check(without("states", state), ROLES, EDITION), state
    for step in ("assign", "tell", "close", "reopen", "withdraw"):
        found = check(without("transitions", step), ROLES, EDITION)
        assert {"law_way"} & {one.broken for one in found}, step
    for state in OPEN_STATES:
        froms = [one for one in SHIPPED.transitions_by_code["withdraw"].from_states if one != state]
        found = check(changed("transitions", "withdraw", from_states=froms), ROLES, EDITION)
        assert [one.at for one in found if one.broken == "law_way"] == [state], "it may be withdrawn from everywhere"


@pytest.mark.parametrize(
    ("kind", "broken", "at"),
    [
        (changed("transitions", "close", from_states=["told", "in_progress"]), "law_way", "close"),
        (changed("transitions", "tell", second=["supervisor"]), "law_way", "decided"),
        (changed("transitions", "withdraw", waits=True), "law_way", "decided"),
        (changed("transitions", "assign", assign="mover"), "law_owner", "assign"),
        (changed("states", "closed", final=True), "law_state", "closed"),
        (changed("fields", "source", type="number", required=False), "law_field", "source"),
        (own(law="told"), "law_state", "at_branch"),
        (own(law=None), "law_state", "at_branch"),
        (own(limit_days=None), "no_clock", "at_branch"),
    ],
)
def test_what_the_law_forbids_is_found(kind: Kind, broken: str, at: str) -> None:
    assert (broken, at) in [(one.broken, one.at) for one in check(kind, ROLES, EDITION)]


def test_a_way_that_takes_longer_than_the_law_gives_is_found_in_days_and_for_its_class() -> None:
    longer = changed("states", "in_progress", limit_days=11)
    (found,) = [one for one in check(longer, ROLES, EDITION) if one.broken == "too_long"]
    assert found.en.startswith("This way can take 19 days, the law gives 15 (Facts clear, dispute simple):")
    assert "可能需要 19 天，法定期限为 15 天" in found.zh
    stricter = [one.at for one in check(SHIPPED, ROLES, EDITION | {"simple": 10}) if one.broken == "too_long"]
    assert stricter == ["simple"], "an edition with fewer days finds what was drawn for the one before"
    said = own(limit_days=12).model_dump()
    for one in said["transitions"]:
        if one["code"] == "ask_branch":
            one["conditions"] = [{"field": "case_class", "op": "is", "value": "complex"}]
    assert check(Kind.model_validate(said), ROLES, EDITION) == [], "only complex ones go there, and they have the days"
