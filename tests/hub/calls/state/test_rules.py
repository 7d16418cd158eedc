"""The agent's and the call's state machines: every pair of state and trigger, the field's known mistakes, random walks."""

from dataclasses import replace

import pytest

from agent_desk.hub.calls.state.rules import (
    ACW_MODES,
    AGENT_STATES,
    CALL_STATES,
    CALL_TRIGGERS,
    TRIGGERS,
    AgentFacts,
    AgentMove,
    CallState,
    CallTrigger,
    TransitionRefused,
    Trigger,
    call_step,
    settle_outcome,
    step,
)
from tests.fixtures.properties import given, settings, st

READY = AgentFacts(state="ready")
LUNCH = AgentFacts(state="not_ready", reason="lunch")
RESERVED = AgentFacts(state="reserved", state_before="ready")
TALKING = AgentFacts(state="talking")
DIALLING = AgentFacts(state="talking", state_before="ready")
ON_HOLD = AgentFacts(state="on_hold")
ACW = AgentFacts(state="after_call_work", wrapup_pending=True, acw_mode="mandatory_limit", acw_limit_ms=30_000)
START = {
    "signed_out": AgentFacts(),
    "ready": READY,
    "not_ready": LUNCH,
    "reserved": RESERVED,
    "talking": TALKING,
    "dialling": DIALLING,
    "on_hold": ON_HOLD,
    "after_call_work": ACW,
}

# Written out by hand, apart from the code. "state+asked" means: same state, stored as asked. No entry: refused.
EXPECTED: dict[str, dict[str, str]] = {
    "signed_out": {"sign_in": "not_ready"},
    "ready": {
        "ask_ready": "ready",
        "ask_not_ready": "not_ready",
        "sign_out": "signed_out",
        "ring": "reserved",
        "dial": "talking",
        "free": "not_ready",
    },
    "not_ready": {
        "ask_ready": "ready",
        "ask_not_ready": "not_ready",
        "sign_out": "signed_out",
        "ring": "reserved",
        "dial": "talking",
        "free": "not_ready",
    },
    "reserved": {
        "ask_ready": "reserved+ready",
        "ask_not_ready": "reserved+not_ready",
        "sign_out": "reserved+signed_out",
        "answer": "talking",
        "ring_missed": "ready",
        "ring_refused": "ready",
        "ring_withdrawn": "ready",
        "free": "not_ready",
    },
    "talking": {
        "ask_ready": "talking+ready",
        "ask_not_ready": "talking+not_ready",
        "sign_out": "talking+signed_out",
        "hold": "on_hold",
        "leg_end": "after_call_work",
        "free": "not_ready",
    },
    "dialling": {
        "ask_ready": "talking+ready",
        "ask_not_ready": "talking+not_ready",
        "sign_out": "talking+signed_out",
        "answer": "talking",
        "leg_end": "ready",
        "dial_failed": "ready",
        "free": "not_ready",
    },
    "on_hold": {
        "ask_ready": "on_hold+ready",
        "ask_not_ready": "on_hold+not_ready",
        "sign_out": "on_hold+signed_out",
        "retrieve": "talking",
        "leg_end": "after_call_work",
        "free": "not_ready",
    },
    "after_call_work": {
        "ask_ready": "after_call_work+ready",
        "ask_not_ready": "after_call_work+not_ready",
        "sign_out": "after_call_work+signed_out",
        "done": "ready",
        "acw_limit": "ready",
        "dial": "talking",
        "free": "not_ready",
    },
}


def act(facts: AgentFacts, trigger: Trigger, **given: object) -> AgentMove:
    """Step with a reason where one is needed."""
    if trigger == "ask_not_ready":
        given.setdefault("reason", "meeting")
    return step(facts, trigger, **given)  # type: ignore[arg-type]


def walk(facts: AgentFacts, *triggers: Trigger) -> AgentFacts:
    for trigger in triggers:
        facts = act(facts, trigger).facts
    return facts


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("name", START)
def test_every_pair_of_state_and_trigger(name: str, trigger: Trigger) -> None:
    expected = EXPECTED[name].get(trigger)
    if expected is None:
        with pytest.raises(TransitionRefused) as refused:
            act(START[name], trigger)
        assert (refused.value.state, refused.value.trigger) == (START[name].state, trigger)
        return
    state, _, asked = expected.partition("+")
    after = act(START[name], trigger).facts
    assert (after.state, after.next_state or "") == (state, asked)


def test_start_covers_every_state() -> None:
    assert {facts.state for facts in START.values()} == set(AGENT_STATES)


def test_signing_in_is_not_ready_until_the_agent_says_so() -> None:
    move = act(AgentFacts(misses=2), "sign_in")
    assert (move.facts.state, move.facts.reason, move.facts.misses) == ("not_ready", "signed_in", 0)
    assert move.make_available is None
    assert act(move.facts, "ask_ready").make_available is True


def test_not_ready_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        step(READY, "ask_not_ready")


def test_a_change_of_reason_closes_one_interval_and_opens_another() -> None:
    move = act(LUNCH, "ask_not_ready", reason="training")
    assert move.new_interval and move.facts.reason == "training" and move.make_available is None


def test_asking_for_what_holds_changes_nothing() -> None:
    assert act(LUNCH, "ask_not_ready", reason="lunch") == AgentMove(facts=LUNCH)
    assert act(READY, "ask_ready") == AgentMove(facts=READY)


def test_asked_state_is_shown_until_it_holds_and_asking_again_replaces_it() -> None:
    talking = walk(READY, "ring", "answer")
    asked = act(talking, "ask_not_ready", reason="lunch")
    assert not asked.new_interval and asked.make_available is None
    again = act(asked.facts, "ask_not_ready", reason="meeting").facts
    assert (again.state, again.next_state, again.next_reason) == ("talking", "not_ready", "meeting")
    rest = walk(again, "leg_end", "done")
    assert (rest.state, rest.reason, rest.next_state) == ("not_ready", "meeting", None)
    back = walk(again, "ask_ready", "leg_end", "done")
    assert (back.state, back.reason, back.next_state, back.next_reason) == ("ready", None, None, None)


def test_signing_out_in_a_call_waits_for_the_end_of_the_work() -> None:
    facts = walk(TALKING, "sign_out", "leg_end")
    assert (facts.state, facts.next_state) == ("after_call_work", "signed_out")
    assert walk(facts, "done") == AgentFacts()


def test_one_missed_call_goes_back_to_ready_and_the_last_allowed_pauses() -> None:
    facts = READY
    for count in (1, 2):
        move = act(walk(facts, "ring"), "ring_missed")
        facts = move.facts
        assert (facts.state, facts.misses, move.charge_miss, move.make_available) == ("ready", count, True, True)
    move = act(walk(facts, "ring"), "ring_missed")
    assert (move.facts.state, move.facts.reason, move.facts.misses) == ("not_ready", "missed_calls", 3)
    assert move.charge_miss and move.make_available is None


def test_ready_after_the_pause_for_misses_is_not_ignored_and_starts_anew() -> None:
    facts = AgentFacts(state="not_ready", reason="missed_calls", misses=3)
    move = act(facts, "ask_ready")
    assert (move.facts.state, move.facts.misses, move.make_available) == ("ready", 0, True)
    assert walk(move.facts, "ring", "ring_missed").state == "ready"


def test_the_limit_of_misses_is_a_setting() -> None:
    ringing = walk(READY, "ring")
    assert act(ringing, "ring_missed", misses_limit=1).facts.reason == "missed_calls"
    many = replace(ringing, misses=99)
    assert act(many, "ring_missed", misses_limit=0).facts.state == "ready"


@pytest.mark.parametrize(
    ("asked", "misses", "state", "reason"),
    [
        ("ask_not_ready", 0, "not_ready", "meeting"),
        ("ask_not_ready", 2, "not_ready", "meeting"),
        ("sign_out", 0, "signed_out", None),
        ("sign_out", 2, "signed_out", None),
        ("ask_ready", 0, "ready", None),
        ("ask_ready", 2, "not_ready", "missed_calls"),
    ],
)
def test_precedence_of_asked_states_over_a_miss(asked: Trigger, misses: int, state: str, reason: str | None) -> None:
    move = act(walk(replace(READY, misses=misses), "ring", asked), "ring_missed")
    assert (move.facts.state, move.facts.reason, move.facts.next_state) == (state, reason, None)
    assert move.charge_miss


def test_answering_forgets_the_misses_before() -> None:
    assert walk(READY, "ring", "ring_missed", "ring", "ring_missed", "ring", "answer").misses == 0


def test_a_refused_ring_counts_but_is_not_called_missed() -> None:
    move = act(walk(READY, "ring"), "ring_refused")
    assert (move.charge_refusal, move.charge_miss, move.facts.misses) == (True, False, 1)


def test_a_withdrawn_ring_charges_nobody_and_restores_what_was() -> None:
    for before in (READY, LUNCH):
        move = act(walk(before, "ring"), "ring_withdrawn")
        assert move.facts == before
        assert not move.charge_miss and not move.charge_refusal
    asked = walk(READY, "ring", "ask_not_ready", "ring_withdrawn")
    assert (asked.state, asked.reason) == ("not_ready", "meeting")


def test_a_ring_that_crossed_with_not_ready_charges_nobody() -> None:
    move = act(walk(LUNCH, "ring"), "ring_missed")
    assert move.facts == LUNCH and not move.charge_miss


def test_a_call_taken_out_of_not_ready_leads_back_to_it() -> None:
    facts = walk(LUNCH, "ring", "answer")
    assert (facts.next_state, facts.next_reason) == ("not_ready", "lunch")
    assert walk(facts, "leg_end", "done").reason == "lunch"
    assert walk(facts, "ask_ready", "leg_end", "done").state == "ready"


@pytest.mark.parametrize("before", [READY, LUNCH, ACW], ids=lambda facts: facts.state)
def test_a_failed_dial_returns_to_the_state_before_it(before: AgentFacts) -> None:
    assert act(walk(before, "dial"), "dial_failed").facts == before
    assert act(walk(before, "dial"), "leg_end").facts == before


def test_a_failed_dial_out_of_after_call_work_starts_its_clock_again() -> None:
    dialled = act(ACW, "dial")
    assert dialled.stop_acw and not dialled.close_wrapup
    assert act(dialled.facts, "dial_failed").start_acw
    answered = act(dialled.facts, "answer")
    assert answered.close_wrapup and answered.facts.state_before is None


def test_a_dial_cannot_fail_once_answered() -> None:
    with pytest.raises(TransitionRefused):
        walk(READY, "dial", "answer", "dial_failed")


def test_saving_a_disposition_is_no_trigger() -> None:
    assert not [trigger for trigger in TRIGGERS if "disposition" in trigger or "save" in trigger]


@pytest.mark.parametrize(
    ("mode", "done", "limit", "ready_now"),
    [
        ("optional", True, False, True),
        ("mandatory", True, False, False),
        ("mandatory_limit", True, True, False),
        ("limit_no_early_exit", False, True, False),
    ],
)
def test_modes_of_after_call_work(mode: str, done: bool, limit: bool, ready_now: bool) -> None:
    begun = step(replace(TALKING, acw_mode=mode, acw_limit_ms=20_000), "leg_end")  # type: ignore[arg-type]
    assert begun.start_acw and begun.facts.wrapup_pending
    for trigger, allowed in (("done", done), ("acw_limit", limit)):
        if allowed:
            move = act(begun.facts, trigger)  # type: ignore[arg-type]
            assert (move.facts.state, move.stop_acw, move.close_wrapup) == ("ready", True, True)
        else:
            with pytest.raises(TransitionRefused):
                act(begun.facts, trigger)  # type: ignore[arg-type]
    assert (act(begun.facts, "ask_ready").facts.state == "ready") is ready_now


@pytest.mark.parametrize("name", [name for name in START if name != "signed_out"])
def test_a_supervisor_frees_a_stuck_agent_from_anywhere(name: str) -> None:
    move = act(START[name], "free")
    assert (move.facts.state, move.facts.reason, move.facts.next_state) == ("not_ready", "freed", None)
    assert move.make_available is (False if name == "ready" else None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "ready", "reason": "lunch"},
        {"state": "not_ready"},
        {"state": "ready", "next_state": "signed_out"},
        {"state": "talking", "next_state": "not_ready"},
        {"state": "reserved"},
        {"state": "on_hold", "state_before": "ready"},
        {"state": "talking", "state_before": "on_hold"},
        {"state": "after_call_work"},
        {"misses": -1},
        {"acw_mode": "mandatory_limit"},
        {"acw_mode": "limit_no_early_exit", "acw_limit_ms": 0},
    ],
)
def test_contradicting_facts_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"contradict|limit|wrap-up"):
        AgentFacts(**wrong)  # type: ignore[arg-type]


@settings(max_examples=300)
@given(st.sampled_from(ACW_MODES), st.lists(st.sampled_from(TRIGGERS), max_size=60), st.integers(0, 4))
def test_random_walks_never_contradict_and_the_exchange_agrees(mode: str, triggers: list[Trigger], limit: int) -> None:
    """Carry out the effects as the hub would: told availability, ACW clock and wrap-up always equal the state."""
    facts = AgentFacts(acw_mode=mode, acw_limit_ms=10_000)  # type: ignore[arg-type]
    available = clock = wrapup = False
    charged = 0
    for trigger in triggers:
        try:
            move = act(facts, trigger, misses_limit=limit)
        except TransitionRefused:
            continue
        assert not (move.start_acw and move.stop_acw) and not (move.charge_miss and move.charge_refusal)
        if move.make_available is not None:
            assert move.make_available is not available, "the exchange is told only what is new"
            available = move.make_available
        clock = (clock or move.start_acw) and not move.stop_acw
        wrapup = (wrapup or move.start_acw) and not move.close_wrapup
        charged += move.charge_miss + move.charge_refusal
        assert move.new_interval == ((facts.state, facts.reason) != (move.facts.state, move.facts.reason))
        facts = move.facts
        assert available is (facts.state == "ready")
        assert clock is (facts.state == "after_call_work")
        assert wrapup is facts.wrapup_pending
        assert facts.misses <= charged
        assert (facts.acw_mode, facts.acw_limit_ms) == (mode, 10_000)


CALL_EXPECTED: dict[str, dict[str, str]] = {
    "in_menu": {"join": "waiting", "ring": "ringing", "end": "ended"},
    "waiting": {"ring": "ringing", "leg_end": "waiting", "end": "ended"},
    "ringing": {"ring_ended": "waiting", "answer": "talking", "leg_end": "ringing", "end": "ended"},
    "talking": {
        "hold": "on_hold",
        "transfer_on": "waiting",
        "transfer_away": "ended",
        "leg_end": "talking",
        "end": "ended",
    },
    "on_hold": {
        "retrieve": "talking",
        "transfer_on": "waiting",
        "transfer_away": "ended",
        "leg_end": "on_hold",
        "end": "ended",
    },
    "ended": {},
}


@pytest.mark.parametrize("trigger", CALL_TRIGGERS)
@pytest.mark.parametrize("state", CALL_STATES)
def test_every_pair_of_call_state_and_event(state: CallState, trigger: CallTrigger) -> None:
    expected = CALL_EXPECTED[state].get(trigger)
    if expected is None:
        with pytest.raises(TransitionRefused):
            call_step(state, trigger)
    else:
        assert call_step(state, trigger) == expected


def test_the_outcome_of_a_call_is_decided_once() -> None:
    assert settle_outcome(None, "abandoned_queue") == "abandoned_queue"
    assert settle_outcome("answered", "abandoned_queue") == "answered"
    assert settle_outcome("called_back", "abandoned_queue") == "called_back"
