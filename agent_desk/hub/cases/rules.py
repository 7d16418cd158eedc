"""Complaints: the legal clock, and who has to stand back (domain, section 2.1). The house's own clocks: `business_time.py`; the states
of the law and the ways between them: `schemas/cases/law.py`.

Every number of the law comes from the edition in force on the day of receipt (`schemas/cases/settings.py`; what ships is order
2020 no. 3 of the CBIRC); `LAW` gives what the clock rests on, in words that the edition fills. How days are counted follows the
Civil Code, because the order says only "日":

- the day of receipt does not count; the first day is the next one, in the centre's zone (Civil Code, article 201);
- the last day ends at 24:00 (article 203); `due_at` is that instant, and a complainant told *before* it is told in
  time;
- a last day on a holiday is *not* moved to the next working day, though article 203 would allow it: who keeps the
  earlier day keeps the later one too;
- a pause takes out the days after the one it began on, up to and with the one it ended on, each day once.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, Literal

from agent_desk.schemas.cases.rules import CaseState
from agent_desk.schemas.cases.settings import LawEdition

CaseClass = Literal["simple", "complex", "extended"]
PersonId = uuid.UUID
StepCode = Literal[
    "received",
    "restarted",
    "reopened",
    "reopened_limit",
    "class_limit",
    "extension_granted",
    "extension_not_approved",
    "extension_not_told",
    "extension_late",
    "pause_counted",
    "pause_not_told",
    "pause_told_late",
    "pause_after_due",
    "due",
]


def limit_days(law: LawEdition, case_class: CaseClass) -> int:
    """Return within how many days of the calendar a complaint of this class is decided and told; an extended one as if it counts."""
    days = {"simple": law.simple_days, "complex": law.complex_days}
    return days.get(case_class, law.complex_days + law.extension_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawText:
    """One rule that the clock rests on, in short words of our own, filled from the edition (`{simple_days}`); never a quotation.

    `article`: the field of the edition that says where it is found; of the Civil Code, the articles themselves.
    """

    key: str
    zh: str
    en: str
    article: str = "article"
    civil_code: str = ""


LAW: Final[dict[str, LawText]] = {
    text.key: text
    for text in (
        LawText(
            key="simple",
            zh="事实清楚、争议简单的投诉，自收到之日起 {simple_days} 日内作出处理决定并告知投诉人。",
            en="Clear facts and a simple dispute: decided and the complainant told within {simple_days} days of receipt.",
        ),
        LawText(
            key="complex",
            zh="情况复杂的，可以延长至 {complex_days} 日。",
            en="Complex: the limit may be {complex_days} days.",
        ),
        LawText(
            key="extended",
            zh="情况特别复杂或有其他特殊原因的，经上级机构或总行高级管理人员审批并告知投诉人，可以再延长 {extension_days} 日。",
            en="Especially complex: {extension_days} days more, once the superior institution or a senior executive of "
            "head office approved and the complainant was told.",
        ),
        LawText(
            key="pause",
            zh="外部鉴定、检测、评估等期间可以不计入处理期限，但应当及时告知投诉人。",
            en="Time of outside appraisal or testing may be left out, if the complainant is told in time.",
        ),
        LawText(
            key="restart",
            zh="投诉人提出新的事实和理由的，处理期限自收到新的投诉材料之日起重新计算。",
            en="New facts and reasons restart the limit on receipt of the new material.",
        ),
        LawText(
            key="merge",
            zh="期限内再次提出同一投诉的，可以合并处理。",
            en="The same complaint again within the limit may be merged.",
        ),
        LawText(
            key="withdrawal",
            zh="投诉人撤回投诉的，处理程序自收到撤回申请当日终止。",
            en="A withdrawal ends the procedure on the day it is received.",
            article="withdrawal_article",
        ),
        LawText(
            key="days",
            zh="期间开始的当日不计入，自下一日起算；最后一日至二十四时截止。",
            en="The first day does not count; the last day ends at 24:00.",
            civil_code="201, 203",
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Outside appraisal or testing. `ended_at` None: still running. `told_at`: when the complainant was told, if
    ever."""

    started_at: datetime
    ended_at: datetime | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """An approval of the extension, and when the complainant was told of it, if ever."""

    approved_at: datetime
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the explanation, as data: the screen has the words. `law` is a key of `LAW`, or empty."""

    code: StepCode
    law: str = ""
    at: datetime | None = None
    until_at: datetime | None = None
    days: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A due time that explains itself. `due_on` is the last calendar day; `due_at` its end (UTC), the first instant
    too late."""

    due_at: datetime
    due_on: date
    clock_from_at: datetime
    limit_days: int
    paused_days: int
    law: LawEdition
    steps: tuple[Step, ...] = field(default=())


def due(
    received_at: datetime,
    case_class: CaseClass,
    *,
    law: LawEdition,
    zone: tzinfo,
    as_of: datetime,
    pauses: Sequence[Pause] = (),
    restarts: Sequence[datetime] = (),
    approvals: Sequence[Approval] = (),
    reopened: tuple[datetime, int] | None = None,
) -> Due:
    """Return the legal due time, always from the facts. `law`: the edition of its day of receipt. `as_of` is now: how far a
    running pause reaches.

    `restarts`: receipts of material with new facts and reasons; the last one starts the clock. An approval counts for
    the clock it was given in, and only when given and told before the limit of a complex case is over; else the
    case stands as complex.

    `reopened`: when it was taken up again after the complainant had been told, and within how many days they are told again: a rule
    of the centre's, since the law's own limit was kept, or broken, by then.
    """
    begins_at = reopened[0] if reopened else received_at
    later = [at for at in restarts if at > begins_at]
    start_at = max(later, default=begins_at)
    steps = [Step(code="received", law="days", at=received_at, day=_day(received_at, zone))]
    if reopened:
        steps.append(Step(code="reopened", at=begins_at, day=_day(begins_at, zone)))
    if later:
        steps.append(Step(code="restarted", law="restart", at=start_at, day=_day(start_at, zone)))
    first = _day(start_at, zone)
    base: CaseClass = "complex" if case_class == "extended" else case_class
    limit = reopened[1] if reopened else limit_days(law, base)
    steps.append(
        Step(code="reopened_limit", days=limit) if reopened else Step(code="class_limit", law=base, days=limit)
    )
    taken, told = _pause_days(pauses, start_at, limit, zone, as_of)
    if case_class == "extended" and (not reopened or any(one.approved_at >= start_at for one in approvals)):
        complex_due_at = _end_of(first + timedelta(days=limit + len(taken)), zone)
        granted = replace(_extension(approvals, start_at, complex_due_at), days=limit)
        if granted.code == "extension_granted":
            granted = replace(granted, days=law.extension_days)
            limit += law.extension_days
            taken, told = _pause_days(pauses, start_at, limit, zone, as_of)
        steps.append(granted)
    due_on = first + timedelta(days=limit + len(taken))
    due_at = _end_of(due_on, zone)
    steps += [*told, Step(code="due", law="days", at=due_at, day=due_on)]
    return Due(
        due_at=due_at,
        due_on=due_on,
        clock_from_at=start_at,
        limit_days=limit,
        paused_days=len(taken),
        law=law,
        steps=tuple(steps),
    )


def _extension(approvals: Sequence[Approval], start_at: datetime, complex_due_at: datetime) -> Step:
    """Return the best that the approvals of this clock amount to."""
    found = sorted((a for a in approvals if a.approved_at >= start_at), key=lambda a: a.approved_at)
    for approval in found:
        if approval.told_at is not None and max(approval.told_at, approval.approved_at) < complex_due_at:
            return Step(code="extension_granted", law="extended", at=approval.approved_at)
    if any(approval.told_at is not None for approval in found):
        return Step(code="extension_late", law="extended", at=found[0].approved_at)
    if found:
        return Step(code="extension_not_told", law="extended", at=found[0].approved_at)
    return Step(code="extension_not_approved", law="extended")


def _pause_days(
    pauses: Sequence[Pause], start_at: datetime, limit: int, zone: tzinfo, as_of: datetime
) -> tuple[set[date], list[Step]]:
    """Return the days taken out of the clock, and a step for every pause that touches it."""
    taken: set[date] = set()
    steps: list[Step] = []
    first = _day(start_at, zone)
    for pause in sorted(pauses, key=lambda p: p.started_at):
        end_at = pause.ended_at or max(as_of, pause.started_at)
        if end_at <= start_at:
            continue
        due_at = _end_of(first + timedelta(days=limit + len(taken)), zone)
        code = _pause_code(pause, due_at)
        days: set[date] = set()
        if code == "pause_counted":
            day = max(_day(pause.started_at, zone), first)
            last = _day(end_at, zone)
            while day < last:
                day += timedelta(days=1)
                days.add(day)
        steps.append(Step(code=code, law="pause", at=pause.started_at, until_at=pause.ended_at, days=len(days - taken)))
        taken |= days
    return taken, steps


def _pause_code(pause: Pause, due_at: datetime) -> StepCode:
    if pause.started_at >= due_at:
        return "pause_after_due"
    if pause.told_at is None:
        return "pause_not_told"
    return "pause_counted" if pause.told_at < due_at else "pause_told_late"


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()


def day_begins(day: date, zone: tzinfo) -> datetime:
    """Return the first instant of a day of the centre, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def _end_of(day: date, zone: tzinfo) -> datetime:
    """24:00 of the day: the first instant of the next one."""
    return day_begins(day + timedelta(days=1), zone)


RecusalReason = Literal["complained_of", "leads", "branch", "took_call", "decided"]
"""`decided`: made the decision that a case of the complaint is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interests:
    """Who has an interest of their own in a complaint. `complained_of`: the person it is about; `leaders`: who leads that person;
    `branch`: the people of the branch it is about; `took_call`: who took the call it came from."""

    complained_of: PersonId | None = None
    leaders: Collection[PersonId] = ()
    branch: Collection[PersonId] = ()
    took_call: Collection[PersonId] = ()

    def people(self) -> frozenset[PersonId]:
        """Return everybody who has an interest, for whatever reason."""
        about = () if self.complained_of is None else (self.complained_of,)
        return frozenset({*about, *self.leaders, *self.branch, *self.took_call})


def recused(person: PersonId, interests: Interests) -> RecusalReason | None:
    """Return why somebody may not own, decide, approve, tell or close a complaint; None where nothing stands against it.

    Complaints are handled by people without a direct interest (domain, section 2.1).
    """
    if person == interests.complained_of:
        return "complained_of"
    if person in interests.leaders:
        return "leads"
    if person in interests.branch:
        return "branch"
    return "took_call" if person in interests.took_call else None


def barred(enters: CaseState | None, reason: RecusalReason) -> bool:
    """Return whether the reason stands against a step that enters this state of the law (None: that stays within one). Anybody may give a
    complaint to somebody else; who only took the call may take down that the complainant withdraws it."""
    return enters != "assigned" and not (enters == "withdrawn" and reason == "took_call")
