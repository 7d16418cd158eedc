"""When a measure can be taken: never so that callers go in a circle, into a closed queue, or to nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_desk.hub.calls.measures.rules import Floor, refusal, wrong_end
from agent_desk.schemas.calls.measures import MeasureFields

NOW = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
HELD = Floor(
    queues=frozenset({"account", "credit", "loans", "shut"}),
    closed=frozenset({"shut"}),
    overflows={"credit": frozenset({"loans"}), "shut": frozenset({"loans"})},
    callback_keys={"account": "1"},
)
CLOSED = MeasureFields(does="closed", sound="closed", why="fire alarm")


def to(target: str) -> MeasureFields:
    return MeasureFields(does="overflow", overflow_to="queue", target=target, why="many wait")


@pytest.mark.parametrize(
    ("queue", "form", "why"),
    [
        ("account", to("credit"), ""),
        ("account", to("account"), "overflow_to_itself"),
        ("account", to("gone"), "overflow_target_unknown"),
        ("account", to("shut"), "overflow_target_closed"),
        ("loans", to("credit"), "overflow_circle"),
        ("loans", CLOSED, "relied_on"),
        ("account", CLOSED, ""),
        ("account", MeasureFields(does="overflow", overflow_to="callback", why="x"), ""),
        ("credit", MeasureFields(does="overflow", overflow_to="callback", why="x"), "no_callback_key"),
        ("credit", MeasureFields(does="overflow", overflow_to="message", sound="outage", why="x"), ""),
        ("credit", MeasureFields(does="opened", why="x"), ""),
    ],
)
def test_why_a_measure_cannot_be_taken(queue: str, form: MeasureFields, why: str) -> None:
    assert refusal(queue, form, HELD)[0] == why


def test_a_circle_by_way_of_others_is_found() -> None:
    overflows = {"b": frozenset({"c"}), "c": frozenset({"d", "a"}), "d": frozenset({"b"})}
    floor = Floor(queues=frozenset("abcd"), overflows=overflows)
    assert refusal("a", to("b"), floor) == ("overflow_circle", "b")


def test_an_end_lies_ahead_and_not_far() -> None:
    assert wrong_end(None, NOW) == wrong_end(NOW + timedelta(hours=4), NOW) == ""
    assert wrong_end(NOW, NOW) == "past" and wrong_end(NOW + timedelta(days=15), NOW) == "too_late"


@pytest.mark.parametrize(
    "given",
    [
        {"does": "overflow"},
        {"does": "overflow", "overflow_to": "queue"},
        {"does": "overflow", "overflow_to": "callback", "target": "credit"},
        {"does": "closed"},
        {"does": "announcement"},
        {"does": "opened", "sound": "closed"},
        {"does": "closed", "sound": "closed", "after_s": 60},
    ],
)
def test_what_is_not_of_its_kind_is_no_form(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"says where to|is named|has a bound"):
        MeasureFields.model_validate({**given, "why": "x"})
