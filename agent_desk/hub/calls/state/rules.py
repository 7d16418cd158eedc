"""State machines of agents and calls, table-driven (domain, section 4): no database, no clock, no socket.

`step` moves an agent, `call_step` moves a call. A pair of state and trigger that is not in the table raises
`TransitionRefused`; nothing is guessed. What a move means outside (the exchange, clocks, the list of misses) comes back
as data in `AgentMove`, and the caller carries it out.

Readings where the domain leaves room:

- A seat signs in as not ready (reason `signed_in`); nobody is rung before saying so. A second sign-in is a matter of
  the seat, not of the state: it is not in the table.
- An agent is available to the queues in the state `ready` only. Crossing that border either way is `make_available`,
  so a missed ring never leads to a second ring before the hub has decided.
- A ring can reach a not-ready agent, because asking and ringing may cross on the line. A miss then charges nobody.
- A refused ring counts towards the same limit as a missed one, but is reported as a refusal.
- A state asked while busy holds when the agent becomes free. Asked `not_ready` or `signed_out` goes before the pause
  after too many misses, that pause goes before an asked `ready`: its rings went unanswered.
- A dial shows as `talking` at once (the agent hears the line); until `answer` the state before is kept and
  `dial_failed`, or a leg that ends unanswered, returns to it. A dial out of after-call work stops its clock; a failed
  one starts it in full.
- A call taken or dialled out of not ready leads back there: that state counts as asked, unless another was asked.
- After-call work, mode `optional`: `done`, or asking for any state, ends it. `mandatory`: `done` ends it.
  `mandatory_limit`: `done` or the limit. `limit_no_early_exit`: the limit alone. Saving a disposition is no trigger
  at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from agent_desk.schemas.calls.lists import AcwMode
from agent_desk.schemas.calls.settings import RingRules

AgentState = Literal["signed_out", "ready", "not_ready", "reserved", "talking", "on_hold", "after_call_work"]
Trigger = Literal[
    "sign_in",
    "sign_out",
    "ask_ready",
    "ask_not_ready",
    "ring",
    "ring_missed",
    "ring_withdrawn",
    "ring_refused",
    "answer",
    "hold",
    "retrieve",
    "leg_end",
    "done",
    "acw_limit",
    "free",
    "dial",
    "dial_failed",
]
AskedState = Literal["ready", "not_ready", "signed_out"]

AGENT_STATES: Final[tuple[AgentState, ...]] = get_args(AgentState)
TRIGGERS: Final[tuple[Trigger, ...]] = get_args(Trigger)
ACW_MODES: Final[tuple[AcwMode, ...]] = get_args(AcwMode)
MODES_WITH_LIMIT: Final[frozenset[AcwMode]] = frozenset({"mandatory_limit", "limit_no_early_exit"})

REASON_SIGNED_IN: Final = "signed_in"
REASON_MISSED_CALLS: Final = "missed_calls"
REASON_FREED: Final = "freed"
"""Not-ready reasons that the hub itself gives; the bank's own reasons are data beside them."""

DEFAULT_MISSES_LIMIT: Final = RingRules().misses_allowed


class TransitionRefused(Exception):
    """The table has no move for this trigger in this state. The hub answers it as a conflict, and changes nothing."""

    def __init__(self, state: str, trigger: str) -> None:
        super().__init__(f"{trigger} is not possible in state {state}")
        self.state = state
        self.trigger = trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFacts:
    """What holds for one agent. Raises ValueError for facts that contradict each other.

    `reason` exists in `not_ready` only. `next_state` (with `next_reason`) is what was asked while busy. `state_before`
    (with `reason_before`) is where a withdrawn ring or a failed dial leads back to; in `talking` it means that the
    dialled party has not answered yet. `misses` counts rings missed or refused in a row. `wrapup_pending`: a call
    ended and its after-call work is still open.
    """

    state: AgentState = "signed_out"
    reason: str | None = None
    next_state: AskedState | None = None
    next_reason: str | None = None
    state_before: AgentState | None = None
    reason_before: str | None = None
    misses: int = 0
    acw_mode: AcwMode = "mandatory"
    acw_limit_ms: int | None = None
    wrapup_pending: bool = False

    def __post_init__(self) -> None:
        busy = self.state in ("reserved", "talking", "on_hold", "after_call_work")
        sound = (
            (self.reason is not None) == (self.state == "not_ready")
            and (self.next_reason is not None) == (self.next_state == "not_ready")
            and (self.reason_before is not None) == (self.state_before == "not_ready")
            and (self.next_state is None or busy)
            and (self.state_before is not None or self.state != "reserved")
            and (self.state_before is None or self.state in ("reserved", "talking"))
            and self.state_before in (None, "ready", "not_ready", "after_call_work")
            and self.misses >= 0
        )
        if not sound:
            raise ValueError(f"agent facts contradict each other: {self!r}")
        if self.acw_mode in MODES_WITH_LIMIT and (self.acw_limit_ms is None or self.acw_limit_ms <= 0):
            raise ValueError(f"mode {self.acw_mode} of after-call work needs a limit above 0 ms")
        if self.state == "after_call_work" and not self.wrapup_pending:
            raise ValueError("after-call work without a wrap-up")

    @property
    def dialling(self) -> bool:
        """The agent dialled and the other party has not answered yet."""
        return self.state == "talking" and self.state_before is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentMove:
    """The new facts, and what the caller must do about them in the same transaction.

    `new_interval`: state or reason changed, so close the open interval and open another. `make_available`: tell the
    exchange (None: nothing to tell). `start_acw`: start the clock of after-call work (`facts.acw_limit_ms` long where
    the mode has a limit). `stop_acw`: stop it. `charge_miss`, `charge_refusal`: write one into the agent's list.
    `close_wrapup`: the wrap-up of the last call is over.
    """

    facts: AgentFacts
    new_interval: bool = False
    make_available: bool | None = None
    start_acw: bool = False
    stop_acw: bool = False
    charge_miss: bool = False
    charge_refusal: bool = False
    close_wrapup: bool = False


@dataclass(frozen=True, slots=True)
class _Given:
    """What comes with a trigger."""

    trigger: Trigger
    reason: str | None
    misses_limit: int


def step(
    facts: AgentFacts, trigger: Trigger, *, reason: str | None = None, misses_limit: int = DEFAULT_MISSES_LIMIT
) -> AgentMove:
    """Move one agent. `reason` belongs to `ask_not_ready` (required) and may be given to `sign_in`.

    `misses_limit`: rings missed or refused in a row that pause the agent; 0 never pauses. Raises TransitionRefused
    for a pair outside the table, ValueError for an `ask_not_ready` without a reason.
    """
    rule = _TABLE.get((facts.state, trigger))
    if rule is None:
        raise TransitionRefused(facts.state, trigger)
    if trigger == "ask_not_ready" and not reason:
        raise ValueError("not ready needs a reason")
    after, charge = rule(facts, _Given(trigger, reason, misses_limit)), None
    if trigger in ("ring_missed", "ring_refused") and facts.state_before == "ready":
        charge = trigger
    return _move(facts, after, charge)


def _move(before: AgentFacts, after: AgentFacts, charge: Trigger | None) -> AgentMove:
    """Derive every effect from the two facts, so that no rule can forget one."""
    was, now = before.state, after.state
    return AgentMove(
        facts=after,
        new_interval=(was, before.reason) != (now, after.reason),
        make_available=None if (was == "ready") == (now == "ready") else now == "ready",
        start_acw=now == "after_call_work" and was != "after_call_work",
        stop_acw=was == "after_call_work" and now != "after_call_work",
        charge_miss=charge == "ring_missed",
        charge_refusal=charge == "ring_refused",
        close_wrapup=before.wrapup_pending and not after.wrapup_pending,
    )


def _land(facts: AgentFacts, state: AgentState, reason: str | None = None) -> AgentFacts:
    """Arrive in a state at rest: nothing asked, nothing to return to, no wrap-up."""
    return replace(
        facts,
        state=state,
        reason=reason,
        next_state=None,
        next_reason=None,
        state_before=None,
        reason_before=None,
        wrapup_pending=False,
    )


def _land_asked(facts: AgentFacts, otherwise: AgentState, reason: str | None = None) -> AgentFacts:
    """Arrive in the asked state, or in `otherwise`."""
    if facts.next_state is None:
        return _land(facts, otherwise, reason)
    landed = _land(facts, facts.next_state, facts.next_reason)
    return replace(landed, misses=0) if facts.next_state == "signed_out" else landed


def _asked(given: _Given) -> tuple[AskedState, str | None]:
    """Return the state that an asking trigger names."""
    if given.trigger == "ask_ready":
        return "ready", None
    return ("not_ready", given.reason) if given.trigger == "ask_not_ready" else ("signed_out", None)


def _sign_in(facts: AgentFacts, given: _Given) -> AgentFacts:
    return replace(_land(facts, "not_ready", given.reason or REASON_SIGNED_IN), misses=0)


def _ask_free(facts: AgentFacts, given: _Given) -> AgentFacts:
    """Asking while free holds at once. Coming back after a pause for misses starts the count anew."""
    state, reason = _asked(given)
    landed = _land(facts, state, reason)
    fresh = state == "signed_out" or facts.reason == REASON_MISSED_CALLS
    return replace(landed, misses=0) if fresh else landed


def _ask_busy(facts: AgentFacts, given: _Given) -> AgentFacts:
    """Asking while busy is stored as asked; asking again replaces it."""
    state, reason = _asked(given)
    return replace(facts, next_state=state, next_reason=reason)


def _ask_acw(facts: AgentFacts, given: _Given) -> AgentFacts:
    return _ask_free(facts, given) if facts.acw_mode == "optional" else _ask_busy(facts, given)


def _ring(facts: AgentFacts, given: _Given) -> AgentFacts:
    return replace(facts, state="reserved", reason=None, state_before=facts.state, reason_before=facts.reason)


def _ring_withdrawn(facts: AgentFacts, given: _Given) -> AgentFacts:
    assert facts.state_before is not None  # held by AgentFacts
    return _land_asked(facts, facts.state_before, facts.reason_before)


def _ring_failed(facts: AgentFacts, given: _Given) -> AgentFacts:
    if facts.state_before != "ready":
        return _ring_withdrawn(facts, given)
    missed = replace(facts, misses=facts.misses + 1)
    if not 0 < given.misses_limit <= missed.misses:
        return _land_asked(missed, "ready")
    if facts.next_state in (None, "ready"):
        return _land(missed, "not_ready", REASON_MISSED_CALLS)
    return _land_asked(replace(missed, misses=0), "ready")


def _answer(facts: AgentFacts, given: _Given) -> AgentFacts:
    """A ring is taken, or the dialled party answers. An earlier wrap-up that was dialled out of is over."""
    if facts.state == "talking" and not facts.dialling:
        raise TransitionRefused(facts.state, given.trigger)
    if facts.state_before == "not_ready" and facts.next_state is None:
        facts = replace(facts, next_state="not_ready", next_reason=facts.reason_before)
    return replace(facts, state="talking", state_before=None, reason_before=None, misses=0, wrapup_pending=False)


def _hold(facts: AgentFacts, given: _Given) -> AgentFacts:
    if facts.dialling:
        raise TransitionRefused(facts.state, given.trigger)
    return replace(facts, state="on_hold")


def _retrieve(facts: AgentFacts, given: _Given) -> AgentFacts:
    return replace(facts, state="talking")


def _leg_end(facts: AgentFacts, given: _Given) -> AgentFacts:
    if facts.dialling:
        return _dial_failed(facts, given)
    return replace(facts, state="after_call_work", wrapup_pending=True)


def _done(facts: AgentFacts, given: _Given) -> AgentFacts:
    if facts.acw_mode == "limit_no_early_exit":
        raise TransitionRefused(facts.state, given.trigger)
    return _land_asked(facts, "ready")


def _acw_limit(facts: AgentFacts, given: _Given) -> AgentFacts:
    if facts.acw_mode not in MODES_WITH_LIMIT:
        raise TransitionRefused(facts.state, given.trigger)
    return _land_asked(facts, "ready")


def _free(facts: AgentFacts, given: _Given) -> AgentFacts:
    return replace(_land(facts, "not_ready", REASON_FREED), misses=0)


def _dial(facts: AgentFacts, given: _Given) -> AgentFacts:
    return replace(facts, state="talking", reason=None, state_before=facts.state, reason_before=facts.reason)


def _dial_failed(facts: AgentFacts, given: _Given) -> AgentFacts:
    if not facts.dialling or facts.state_before is None:
        raise TransitionRefused(facts.state, given.trigger)
    if facts.state_before == "after_call_work":
        return replace(facts, state="after_call_work", state_before=None, reason_before=None)
    return _land_asked(facts, facts.state_before, facts.reason_before)


_Rule = Callable[[AgentFacts, _Given], AgentFacts]

_ASK_FREE: Final[dict[Trigger, _Rule]] = {"ask_ready": _ask_free, "ask_not_ready": _ask_free, "sign_out": _ask_free}
_ASK_BUSY: Final[dict[Trigger, _Rule]] = {"ask_ready": _ask_busy, "ask_not_ready": _ask_busy, "sign_out": _ask_busy}
_ASK_ACW: Final[dict[Trigger, _Rule]] = {"ask_ready": _ask_acw, "ask_not_ready": _ask_acw, "sign_out": _ask_acw}

_MOVES: Final[dict[AgentState, dict[Trigger, _Rule]]] = {
    "signed_out": {"sign_in": _sign_in},
    "ready": {**_ASK_FREE, "ring": _ring, "dial": _dial, "free": _free},
    "not_ready": {**_ASK_FREE, "ring": _ring, "dial": _dial, "free": _free},
    "reserved": {
        **_ASK_BUSY,
        "answer": _answer,
        "ring_missed": _ring_failed,
        "ring_refused": _ring_failed,
        "ring_withdrawn": _ring_withdrawn,
        "free": _free,
    },
    "talking": {
        **_ASK_BUSY,
        "answer": _answer,
        "hold": _hold,
        "leg_end": _leg_end,
        "dial_failed": _dial_failed,
        "free": _free,
    },
    "on_hold": {**_ASK_BUSY, "retrieve": _retrieve, "leg_end": _leg_end, "free": _free},
    "after_call_work": {**_ASK_ACW, "done": _done, "acw_limit": _acw_limit, "dial": _dial, "free": _free},
}
_TABLE: Final = {(state, trigger): rule for state, rules in _MOVES.items() for trigger, rule in rules.items()}


CallState = Literal["in_menu", "waiting", "ringing", "talking", "on_hold", "ended"]
CallTrigger = Literal[
    "join",
    "ring",
    "ring_ended",
    "answer",
    "hold",
    "retrieve",
    "transfer_on",
    "transfer_away",
    "leg_end",
    "end",
]
CALL_STATES: Final[tuple[CallState, ...]] = get_args(CallState)
CALL_TRIGGERS: Final[tuple[CallTrigger, ...]] = get_args(CallTrigger)

CALL_TABLE: Final[dict[CallState, dict[CallTrigger, CallState]]] = {
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
"""`transfer_on`: to an agent or a queue, so the customer waits again. `transfer_away`: to an outside number, where
our part ends. `leg_end` closes one agent's part and never the call: the exchange says `end` for that."""


def call_step(state: CallState, event_name: CallTrigger) -> CallState:
    """Return the call's next state. Raises TransitionRefused for a pair outside the table."""
    try:
        return CALL_TABLE[state][event_name]
    except KeyError:
        raise TransitionRefused(state, event_name) from None


def settle_outcome(decided: str | None, told: str) -> str:
    """Return the outcome of a call, decided once: what was decided stays, whatever is told later (domain, section 3.2).

    The first answer decides `answered`, a call-back promised in the queue decides `called_back`; the end of the call
    decides only what is still open.
    """
    return told if decided is None else decided
