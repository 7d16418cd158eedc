"""What may be wrong with a form, said by field and all at once; no database in here."""

import uuid
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from agent_desk.schemas.cases.records import NARRATIVE_LIMIT, WORDS_LIMIT, AxisWord, NewComplaint, PartyWord

Faults = dict[str, str]
"""Field -> code: missing, too_long, unknown, not_a_leaf, not_found, not_yours, needs_approval, in_future, too_early,
before_source, no_extension, handles_it, unchanged."""

AXIS_FIELDS: Final[tuple[AxisWord, ...]] = ("source", "channel", "business", "cause", "wish", "urgency")
NAME_LIMIT: Final = 120
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Before this nothing was received: a year typed wrong."""


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """Who complains, as a complaint has it."""

    party: PartyWord
    people: int
    customer_id: uuid.UUID | None
    complainant: str
    proxy_name: str
    proxy_reach: str
    proxy_on: date | None
    proxy_proof: str
    representatives: Sequence[str]
    received_on: date | None = None


PARTY_FIELDS: Final = frozenset(
    ("party", "people", "proxy_name", "proxy_reach", "proxy_on", "proxy_proof", "representatives")
)


def party_kept(form: NewComplaint) -> dict[str, Any]:
    """Return what is kept of who complains: what was typed of a proxy or a group that it is not is left out."""
    of_proxy, of_group = form.party == "proxy", form.party == "group"
    return {
        "party": form.party,
        "people": form.people if of_group else 1,
        "proxy_name": form.proxy_name.strip() if of_proxy else "",
        "proxy_reach": form.proxy_reach.strip() if of_proxy else "",
        "proxy_on": form.proxy_on if of_proxy else None,
        "proxy_proof": form.proxy_proof.strip() if of_proxy else "",
        "representatives": [one.strip() for one in form.representatives if one.strip()] if of_group else [],
    }


def party_faults(form: NewComplaint | PartyFacts, *, today: date, most: int) -> Faults:
    """Return what is wrong with who complains. `most`: how many representatives of a group the law has."""
    found: Faults = {}
    match form.party:
        case "proxy":
            texts = {"proxy_name": form.proxy_name, "proxy_reach": form.proxy_reach, "proxy_proof": form.proxy_proof}
            found |= {name: "missing" for name, text in texts.items() if not text.strip()}
            if form.proxy_on is None:
                found["proxy_on"] = "missing"
            elif form.proxy_on > today:
                found["proxy_on"] = "in_future"
        case "group":
            if form.people < 2:
                found["people"] = "one_of_a_group"
            named = [one for one in form.representatives if one.strip()]
            if not named:
                found["representatives"] = "missing"
            elif len(named) > most:
                found["representatives"] = "too_many"
        case "anonymous":
            if form.complainant.strip():
                found["complainant"] = "is_known"
            elif form.customer_id is not None:
                found["party"] = "is_known"
    return found


class Choices:
    """The keys of each axis that exist, and which of them stand above others."""

    def __init__(self, keys: Mapping[AxisWord, Set[str]], parents: Mapping[AxisWord, Set[str]]) -> None:
        self._keys, self._parents = keys, parents

    def fault(self, axis: AxisWord, key: str) -> str:
        """Return why this key cannot be chosen; empty where it can."""
        if not key:
            return "missing"
        if key not in self._keys.get(axis, frozenset()):
            return "unknown"
        return "not_a_leaf" if key in self._parents.get(axis, frozenset()) else ""


def new_complaint_faults(form: NewComplaint, choices: Choices) -> Faults:
    """Everything that is wrong with a new complaint, but what only the database knows (its call, its customer)."""
    found: Faults = {field: fault for field in AXIS_FIELDS if (fault := choices.fault(field, getattr(form, field)))}
    found |= text_faults(narrative=form.narrative, limit=NARRATIVE_LIMIT)
    nameless = form.customer_id is None and not form.complainant.strip()
    if nameless and form.party != "anonymous":
        found["complainant"] = "missing"
    elif len(form.complainant) > NAME_LIMIT:
        found["complainant"] = "too_long"
    if form.case_class == "extended":
        found["case_class"] = "needs_approval"
    return found


def edit_faults(changes: Mapping[str, Any], choices: Choices, *, has_customer: bool) -> Faults:
    """Return what is wrong with corrected fields (only those that are sent)."""
    found: Faults = {
        axis: fault for axis in AXIS_FIELDS if axis in changes and (fault := choices.fault(axis, changes[axis] or ""))
    }
    if "complainant" in changes:
        name = changes["complainant"] or ""
        if not name.strip() and not has_customer and changes.get("party") != "anonymous":
            found["complainant"] = "missing"
        elif len(name) > NAME_LIMIT:
            found["complainant"] = "too_long"
    return found


def text_faults(*, limit: int = WORDS_LIMIT, **texts: str) -> Faults:
    """Required texts that are empty or longer than `limit` characters."""
    found: Faults = {}
    for field, text in texts.items():
        if not text.strip():
            found[field] = "missing"
        elif len(text) > limit:
            found[field] = "too_long"
    return found


def day_faults(today: date, received_on: date | None, source_on: date | None) -> Faults:
    """Return what is wrong with the day of receipt: not later than today, and not before the day that the source's own proof gives."""
    found: Faults = {}
    if source_on is not None and source_on > today:
        found["source_on"] = "in_future"
    if received_on is not None and received_on > today:
        found["received_on"] = "in_future"
    elif received_on is not None and received_on < EARLIEST.date():
        found["received_on"] = "too_early"
    elif source_on is not None and (received_on or today) < source_on:
        found.setdefault("received_on" if received_on is not None else "source_on", "before_source")
    return found


def moment_faults(now: datetime, *, earliest: datetime = EARLIEST, **moments: datetime | None) -> Faults:
    """Moments that have no zone, have not come yet, or lie before `earliest` (mostly the complaint's receipt)."""
    found: Faults = {}
    for field, at in moments.items():
        if at is None:
            continue
        if at.tzinfo is None:
            found[field] = "no_zone"
        elif at > now:
            found[field] = "in_future"
        elif at < earliest:
            found[field] = "too_early"
    return found
