"""350 complaints of the past with their stories: most closed in time, some open, a few due soon, two overdue.

The stories are written as hub/cases writes them: a state is reached by a "transition" of the table of its rules, and the due
time is computed by those rules.
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from agent_desk.demo.data.content import Content, Entry, Weighted, fill
from agent_desk.demo.data.customers import Known
from agent_desk.demo.data.history import Grievance
from agent_desk.demo.data.ids import drawn, named
from agent_desk.demo.data.loading import Loader, Table, moment
from agent_desk.demo.data.plan import SeedPlan
from agent_desk.demo.data.wording import Wording, amount_of, day_of
from agent_desk.hub.cases.kinds.loading import shipped
from agent_desk.hub.cases.rules import Approval, CaseClass, due
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.rules import OPEN_STATES, CaseState
from agent_desk.schemas.cases.settings import LawEdition

_FLOW: Final = next(one for one in shipped() if one.code == law.CODE)
"""Made-up complaints go the ways of the shipped definition."""
_CLASSES: Final = Weighted(["simple", "complex", "extended"], [0.86, 0.12, 0.02])
_MEDIAN_DAYS: Final[dict[CaseClass, float]] = {"simple": 5.2, "complex": 15.0, "extended": 38.0}
_LIMIT_DAYS: Final[dict[CaseClass, float]] = {"simple": 14.3, "complex": 29.0, "extended": 58.0}
_WITHDRAWN: Final = 0.04
_OVERDUE_DAYS: Final = (16.2, 24.0)
_DUE_SOON_DAYS: Final = (12.3, 14.9)
_OPENS, _CLOSES = 8.6, 18.2
"""Hours of the centre's day between which handlers work."""


@dataclass(slots=True)
class Case:
    """One complaint being made."""

    received_at: datetime
    known: Known
    source: str
    opened_by: str
    narrative: Entry
    random: Random
    case_class: CaseClass = "simple"
    call_id: str | None = None
    caller: str = ""
    state: CaseState = "received"
    assigned_to: str | None = None
    decided_at: datetime | None = None
    told_at: datetime | None = None
    closed_at: datetime | None = None
    resolution: str = ""
    approval: Approval | None = None
    facts: dict[str, str] = field(default_factory=dict)
    events: list[tuple[datetime, str | None, str, str, dict[str, Any]]] = field(default_factory=list)


class Complaints:
    """Makes complaints out of the calls in which they were opened, and others that came by letter, counter or hotline."""

    def __init__(self, plan: SeedPlan, content: Content, customers: Sequence[Known]) -> None:
        self._plan, self._content, self._customers = plan, content, customers
        self._wording = Wording(content)
        self._random = Random(f"{plan.seed}/complaints")
        narratives = content.phrases["narratives"]
        self._all = Weighted(narratives, [one["weight"] for one in narratives])
        sources = [one for one in content.centre["complaint_sources"] if one["code"] != "call"]
        self._sources = Weighted([one["code"] for one in sources], [one["weight"] for one in sources])
        handlers = content.staff("complaint_handler") or content.staff("supervisor")
        self._handlers = [(named("person", one["login"]).hex, one["name_zh"]) for one in handlers]
        self._hints = _grouped(content.phrases["handling_notes"], "stage")
        self._ends = _grouped(content.phrases["resolutions"], "wish")
        classes = content.centre["complaint_classes"]
        self._business, self._cause = ({one["key"]: one for one in classes if one["axis"] == axis} for axis in "BC")
        self._complaint = Table(
            "complaint",
            "id number customer_id call_id caller source channel business cause wish urgency narrative case_class state "
            "received_at due_at decided_at told_at closed_at resolution branch_code opened_by assigned_to created_at version",
        )
        self._event = Table("case_event", "id complaint_id at person_id kind words detail")
        self._contact = Table(
            "contact", "id customer_id kind entity_id at title words words_en state open due_at person_id"
        )
        self.made = 0

    def make(self, grievances: Sequence[Grievance], begin: datetime) -> None:
        """Every complaint since `begin`, in the order of receipt."""
        cases = [self._of_call(one) for one in grievances] + self._others(begin)
        cases.sort(key=lambda case: case.received_at)
        late = self._spread(cases, _OVERDUE_DAYS, 2) | self._spread(cases, _DUE_SOON_DAYS, 3)
        counts: dict[str, int] = {}
        for place, case in enumerate(cases):
            self._live_through(case, dawdle=place in late)
            day = f"{case.received_at.astimezone(self._plan.zone):%Y%m%d}"
            counts[day] = counts.get(day, 0) + 1
            self._write(case, f"TS{day}-{counts[day]:04d}")
        self.made = len(cases)

    def send(self, loader: Loader) -> None:
        """Store what was made."""
        loader.send(self._complaint, self._event, self._contact)

    # ------------------------------------------------------------------ where they come from

    def _of_call(self, one: Grievance) -> Case:
        case = self._case(moment(one.at_ms), one.known, "call", one.agent_id)
        case.call_id, case.caller = one.call_id, one.caller
        return case

    def _others(self, begin: datetime) -> list[Case]:
        plan, random = self._plan, self._random
        days = (plan.now - begin) / timedelta(days=1)
        found = []
        for _ in range(round(plan.complaints * 0.3 * days / plan.days)):
            at = begin + timedelta(days=days * random.random())
            at = self._in_hours(at.astimezone(plan.zone).replace(hour=random.randrange(9, 18)), random)
            if begin <= at < plan.now:
                handler = random.choice(self._handlers)[0]
                found.append(self._case(at, random.choice(self._customers), self._sources.draw(random), handler))
        return found

    def _case(self, at: datetime, known: Known, source: str, opened_by: str) -> Case:
        random = Random(f"{self._plan.seed}/case/{known.id}/{at.timestamp()}")
        narrative = self._all.draw(random)
        for _ in range(8):
            if not narrative["kinds"] or any(kind in known.kinds for kind in narrative["kinds"]):
                break
            narrative = self._all.draw(random)
        case = Case(at, known, source, opened_by, narrative, random, case_class=_CLASSES.draw(random))
        local = at.astimezone(self._plan.zone)
        case.facts = {
            "amount": amount_of(random, narrative["amount"]) if narrative["amount"] else amount_of(random, (50, 3000)),
            "date": day_of(random, local, 10),
            "product": self._wording.product(random, narrative["kinds"], known),
            "branch": self._wording.branch(random, known),
        }
        return case

    def _spread(self, cases: Sequence[Case], ages: tuple[float, float], count: int) -> set[int]:
        """Places of simple cases of about this age, whose handlers will dawdle."""
        dates = [case.received_at for case in cases]
        oldest = bisect_left(dates, self._plan.now - timedelta(days=ages[1]))
        youngest = bisect_left(dates, self._plan.now - timedelta(days=ages[0]))
        places = [place for place in range(oldest, youngest) if cases[place].case_class == "simple"]
        return set(self._random.sample(places, min(count, len(places))))

    # ------------------------------------------------------------------ what became of them

    def _in_hours(self, at: datetime, random: Random) -> datetime:
        """Return the same moment, or the next morning when the office is shut."""
        local = at.astimezone(self._plan.zone)
        hour = local.hour + local.minute / 60
        if hour >= _CLOSES or hour < _OPENS:
            day = local if hour < _OPENS else local + timedelta(days=1)
            local = day.replace(hour=8, minute=30, second=0, microsecond=0) + timedelta(
                minutes=random.randrange(6, 150)
            )
        return local

    def _live_through(self, case: Case, *, dawdle: bool) -> None:
        """Write the story until now."""
        random = case.random
        days = _MEDIAN_DAYS[case.case_class] * random.lognormvariate(0, 0.5)
        days = 999.0 if dawdle else min(days, _LIMIT_DAYS[case.case_class])
        told = case.received_at + timedelta(days=days)
        case.events.append((case.received_at, case.opened_by, "opened", "", {"case_class": case.case_class}))
        handler, name = random.choice(self._handlers)
        at = self._step(case, case.received_at, 3.0, handler, "assign", assignee=name)
        case.assigned_to = handler if at is not None else None
        at = self._step(case, at, 5.0, handler, "start")
        at = self._note(case, at, 8.0, handler, "contact")
        if case.case_class != "simple":
            at = self._extend(case, at, handler)
        if random.random() < _WITHDRAWN and not dawdle:
            at = self._step(case, at, 20.0, handler, "withdraw", words=self._end_words(case, "other"))
            case.closed_at = at
            return
        at = self._note(case, at, 20.0, handler, "check")
        if dawdle and random.random() < 0.5:
            self._step(case, at, 10.0, handler, "await_customer")
        if dawdle or at is None:
            return
        at = self._note(case, max(at, told - timedelta(hours=30)), 1.0, handler, "propose")
        words = self._end_words(case, case.narrative["wish"])
        at = self._step(case, at, 4.0, handler, "decide", words=words)
        case.decided_at = at
        case.resolution = words if at is not None else ""
        case.told_at = at = self._step(case, at, 3.0, handler, "tell")
        at = self._note(case, at, 20.0, handler, "follow")
        case.closed_at = self._step(case, at, 24.0, handler, "close")

    def _after(self, case: Case, at: datetime | None, hours: float) -> datetime | None:
        """Some time later, in office hours; None when that has not come yet."""
        if at is None:
            return None
        at = self._in_hours(at + timedelta(hours=hours * case.random.lognormvariate(-0.2, 0.6)), case.random)
        return at if at < self._plan.now else None

    def _step(
        self,
        case: Case,
        at: datetime | None,
        hours: float,
        by: str,
        step: str,
        words: str = "",
        **detail: Any,
    ) -> datetime | None:
        at = self._after(case, at, hours)
        if at is not None:
            to = law.law_of(_FLOW, _FLOW.transitions_by_code[step].to_state)
            told = {"to": to, "way": step, "from": case.state, **detail}
            case.events.append((at, by, "transition", words, told))
            case.state = to
        return at

    def _note(self, case: Case, at: datetime | None, hours: float, by: str, stage: str) -> datetime | None:
        later = self._after(case, at, hours)
        if later is not None:
            words = fill(case.random.choice(self._hints[stage])["text"], **case.facts)
            case.events.append((later, by, "note", words, {}))
        return later

    def _extend(self, case: Case, at: datetime | None, by: str) -> datetime | None:
        """Return a harder case than it seemed; the extension of an especially hard one is approved and told."""
        wanted, case.case_class = case.case_class, "simple"
        at = self._note(case, at, 30.0, by, "extend")
        if at is None:
            return None
        detail: dict[str, Any] = {"from": "simple", "to": wanted}
        if wanted == "extended":
            case.approval = Approval(approved_at=at, told_at=at)
            detail |= {"approved_by": "分管行领导", "approved_at": at.isoformat(), "told_at": at.isoformat()}
        case.case_class = wanted
        case.events.append((at, by, "class", "", detail))
        return at

    def _end_words(self, case: Case, wish: str) -> str:
        ends = self._ends.get(wish) or self._ends["explain"]
        return fill(case.random.choice(ends)["text"], **case.facts)

    # ------------------------------------------------------------------ rows

    def _write(self, case: Case, number: str) -> None:
        random, told = case.random, case.narrative
        id_ = drawn(random)
        open_ = case.state in OPEN_STATES
        due_at = due(
            case.received_at,
            case.case_class,
            law=LawEdition(),
            zone=self._plan.zone,
            as_of=case.told_at or case.closed_at or self._plan.now,
            approvals=[case.approval] if case.approval else [],
        ).due_at
        self._complaint.add(
            id_,
            number,
            case.known.id,
            case.call_id,
            case.caller,
            case.source,
            told["channel"],
            told["b"],
            told["c"],
            told["wish"],
            told["urgency"],
            fill(told["text"], **case.facts),
            case.case_class,
            case.state,
            case.received_at,
            due_at,
            case.decided_at,
            case.told_at,
            case.closed_at,
            case.resolution,
            case.known.branch,
            case.opened_by,
            case.assigned_to,
            case.received_at,
            len(case.events),
        )
        for at, by, kind, words, detail in sorted(case.events, key=lambda event: event[0]):
            self._event.add(drawn(random), id_, at, by, kind, words, json.dumps(detail, ensure_ascii=False))
        self._contact.add(
            drawn(random),
            case.known.id,
            "complaint",
            id_,
            case.received_at,
            number,
            *self._about(told),
            case.state,
            open_,
            due_at if open_ else None,
            case.opened_by,
        )

    def _about(self, told: Entry) -> tuple[str, str]:
        """Business and cause, in Chinese and in English."""
        business, cause = self._business[told["b"]], self._cause[told["c"]]
        return f"{business['name_zh']} · {cause['name_zh']}", f"{business['name_en']} · {cause['name_en']}"


def _grouped(entries: Sequence[Entry], key: str) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry[key], []).append(entry)
    return found
