"""What no drawing takes away from a complaint: the states of the law, the ways between them, and what each way has to be free of. Pure.

The law names where a complaint can be (received, decided, told, withdrawn ...) and what leads where: nothing is closed before the
complainant was told, and the complainant may withdraw at any time until then. A definition draws these states, and the bank's own
between them; each of its own counts as one of the law's (`State.law`), so that the clock, the lists and the figures need to know the
law's alone. How long a way may take is a number of the edition of the law, never of this file.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from agent_desk.schemas.cases.kinds.definition import Assign, FieldType, Kind, State, Transition
from agent_desk.schemas.cases.records import CaseStateWord
from agent_desk.schemas.cases.rules import OPEN_STATES

CODE: Final = "complaint"
"""The kind that complaints run on."""
FIRST: Final[CaseStateWord] = "received"
WAYS: Final[Mapping[CaseStateWord, tuple[CaseStateWord, ...]]] = {
    "received": ("assigned", "in_progress", "withdrawn", "merged"),
    "assigned": ("assigned", "in_progress", "withdrawn", "merged"),
    "in_progress": ("assigned", "awaiting_customer", "decided", "withdrawn", "merged"),
    "awaiting_customer": ("assigned", "in_progress", "decided", "withdrawn", "merged"),
    "decided": ("told", "in_progress", "withdrawn"),
    "told": ("closed", "in_progress"),
    "closed": ("in_progress",),
    "withdrawn": (),
    "merged": (),
}
"""Where each state of the law may lead. Waiting for the customer does not stop the legal clock: only a pause does of which the
complainant was told."""
NEEDED: Final[tuple[tuple[CaseStateWord, CaseStateWord], ...]] = (
    *((state, "withdrawn") for state in OPEN_STATES),
    ("received", "assigned"),
    ("assigned", "assigned"),
    ("in_progress", "assigned"),
    ("awaiting_customer", "assigned"),
    ("decided", "told"),
    ("told", "closed"),
    ("told", "in_progress"),
    ("closed", "in_progress"),
)
"""Ways that have to be there, whatever a complaint holds and whoever else would have to say yes: it can be withdrawn, given to somebody
without an interest in it, told, closed and taken up again."""
ENDS: Final[tuple[CaseStateWord, ...]] = ("withdrawn", "merged")
"""Nothing leads on from these."""
COLUMNS: Final[Mapping[str, FieldType]] = {
    "source": "line",
    "channel": "line",
    "business": "line",
    "cause": "line",
    "wish": "line",
    "urgency": "line",
    "case_class": "line",
    "about_person_id": "person",
    "about_branch_code": "branch",
    "about_department": "line",
}
"""What every complaint holds, by which conditions may ask; every other field of the definition is the bank's own."""
OWNERS: Final[tuple[Assign, ...]] = ("keep", "mover", "chosen", "nobody")
"""Who can have a complaint after a step: whoever is named by a field or opened it may have to stand back."""


def counts_as(state: State) -> str:
    """Return the state of the law that a state counts as."""
    return state.law or state.code


def law_of(kind: Kind, code: str) -> CaseStateWord:
    """Return the state of the law that a state of a checked definition counts as."""
    found: CaseStateWord = counts_as(kind.states_by_code[code])  # type: ignore[assignment]
    return found


def enters(kind: Kind, way: Transition, state: str) -> CaseStateWord | None:
    """Return the state of the law that a way enters from a state; None where it stays within the one it is in."""
    before, after = law_of(kind, state), law_of(kind, way.to_state)
    return after if before != after or gives(way) else None


def gives(way: Transition) -> bool:
    """Return whether a way gives the complaint to somebody who is chosen."""
    return way.assign == "chosen"


def excluded(way: Transition, case_class: str) -> bool:
    """Return whether a way is for complaints of another class of the legal limit alone."""
    asked = [one for one in way.conditions if one.field == "case_class"]
    return any(
        (one.op == "is" and one.value != case_class) or (one.op == "is_not" and one.value == case_class)
        for one in asked
    )


def bound(way: Transition) -> bool:
    """Return whether a way depends on anything but the word of who may go it."""
    return bool(way.conditions or way.second or way.required)


def pairs(kind: Kind) -> Iterator[tuple[Transition, str, str, str]]:
    """Yield every way out of every state of a definition: the way, its state, and the states of the law on both sides."""
    for way in kind.transitions:
        for code in way.from_states:
            if code in kind.states_by_code and way.to_state in kind.states_by_code:
                yield (
                    way,
                    code,
                    counts_as(kind.states_by_code[code]),
                    counts_as(kind.states_by_code[way.to_state]),
                )
