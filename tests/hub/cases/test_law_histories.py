"""Random legal histories through the clock, against a slow and plain oracle that counts days one by one.

The oracle is written from the rules of the domain (section 2.1), not from the clock: it walks the calendar from the day after the clock
began, strikes the days of pauses of which the complainant was told in time, and stops when the days of the limit are used up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import select

from agent_desk.hub.cases.business_time import BusinessCalendar, Period
from agent_desk.hub.cases.clock import law_on
from agent_desk.hub.cases.internal import internal
from agent_desk.hub.cases.kinds import clocks
from agent_desk.hub.cases.kinds.complaint_side import asked_fault
from agent_desk.hub.cases.kinds.loading import shipped
from agent_desk.hub.cases.rules import Approval, CaseClass, Pause, due
from agent_desk.hub.kit.database import Database
from agent_desk.models.kit import SettingValue
from agent_desk.schemas.cases.settings import LAW_EDITION, LawEdition
from tests.fixtures.properties import given, settings, st

ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
EDITIONS = (LawEdition(), LawEdition(simple_days=7, complex_days=20, extension_days=10, name_zh="另一版"))


@dataclass(frozen=True)
class Deed:
    """Something that was done, so many minutes after the one before it. `told_after`: minutes until the complainant was told of it."""

    what: Literal["class", "extend", "pause", "resume", "new_facts", "withdraw"]
    after: int
    told_after: int | None = None
    case_class: CaseClass = "simple"


@dataclass
class History:
    """The facts that the deeds leave behind: what the database would hold."""

    received_at: datetime
    law: LawEdition
    as_of: datetime
    case_class: CaseClass = "simple"
    pauses: Sequence[Pause] = ()
    approvals: Sequence[Approval] = ()
    restarts: Sequence[datetime] = ()


def lived(received_at: datetime, law: LawEdition, deeds: Sequence[Deed], ends_after: int) -> History:
    """Live through the deeds as the hub would: one pause at a time, an extension is a class, nothing after a withdrawal."""
    now, found = received_at, History(received_at, law, received_at)
    running: tuple[datetime, datetime | None] | None = None
    pauses: list[Pause] = []
    approvals: list[Approval] = []
    restarts: list[datetime] = []
    for deed in deeds:
        now += timedelta(minutes=deed.after)
        told = now + timedelta(minutes=deed.told_after) if deed.told_after is not None else None
        if deed.what == "class":
            found.case_class = deed.case_class
        elif deed.what == "extend":
            found.case_class = "extended"
            approvals.append(Approval(approved_at=now, told_at=told))
        elif deed.what == "pause" and running is None:
            running = (now, told)
        elif deed.what == "resume" and running is not None:
            pauses.append(Pause(started_at=running[0], ended_at=now, told_at=running[1] or told))
            running = None
        elif deed.what == "new_facts":
            restarts.append(now)
        elif deed.what == "withdraw":
            break
    else:
        now += timedelta(minutes=ends_after)
    if running is not None:
        pauses.append(Pause(started_at=running[0], told_at=running[1]))
    found.as_of, found.pauses, found.approvals, found.restarts = now, pauses, approvals, restarts
    return found


def local_day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def midnight_after(day: date) -> datetime:
    return datetime.combine(day + DAY, time(), tzinfo=ZONE)


def last_day(begin: date, limit: int, struck: set[date]) -> date:
    """Walk from day to day until so many that are not struck have gone by; a limit never ends while the clock stands still."""
    day, gone = begin, 0
    while gone < limit or day + DAY in struck:
        day += DAY
        gone += day not in struck
    return day


def struck_days(history: History, begins_at: datetime, limit: int) -> set[date]:
    """The days taken out: of pauses that began, and were told, before the limit was over as it stood with the pauses before them."""
    struck: set[date] = set()
    for pause in sorted(history.pauses, key=lambda one: one.started_at):
        over_at = midnight_after(last_day(local_day(begins_at), limit, struck))
        ended_at = pause.ended_at if pause.ended_at is not None else max(history.as_of, pause.started_at)
        told = pause.told_at is not None and pause.told_at < over_at
        if not told or pause.started_at >= over_at or ended_at <= begins_at:
            continue
        day = local_day(pause.started_at) + DAY
        while day <= local_day(ended_at):
            if day > local_day(begins_at):
                struck.add(day)
            day += DAY
    return struck


def oracle(history: History) -> tuple[date, int]:
    """The last day and the limit in days, from the rules in plain words."""
    begins_at = max([history.received_at, *history.restarts])
    law = history.law
    limit = law.simple_days if history.case_class == "simple" else law.complex_days
    if history.case_class == "extended":
        over_at = midnight_after(last_day(local_day(begins_at), limit, struck_days(history, begins_at, limit)))
        for one in history.approvals:
            in_this_clock = one.approved_at >= begins_at
            told = one.told_at is not None and one.told_at < over_at
            if in_this_clock and told and one.approved_at < over_at:
                limit += law.extension_days
                break
    return last_day(local_day(begins_at), limit, struck_days(history, begins_at, limit)), limit


near = st.sampled_from(
    [date(2024, 2, 27), date(2028, 2, 28), date(2026, 12, 30), date(2027, 1, 31), date(2026, 9, 29), date(2100, 2, 27)]
)
moments = st.builds(
    lambda day, minute: datetime.combine(day, time(), tzinfo=ZONE).astimezone(UTC) + timedelta(minutes=minute),
    st.one_of(near, st.dates(date(2020, 3, 1), date(2035, 12, 31))),
    st.one_of(st.sampled_from([0, 1, 1439]), st.integers(0, 1439)),
)
minutes = st.one_of(st.integers(0, 3 * 1440), st.integers(0, 40 * 1440), st.sampled_from([0, 1440, 15 * 1440]))
deeds = st.builds(
    Deed,
    what=st.sampled_from(["class", "extend", "extend", "pause", "resume", "pause", "resume", "new_facts", "withdraw"]),
    after=minutes,
    told_after=st.one_of(st.none(), st.just(0), minutes),
    case_class=st.sampled_from(["simple", "complex", "complex"]),
)


@settings(max_examples=600)
@given(moments, st.sampled_from(EDITIONS), st.lists(deeds, max_size=10), minutes)
def test_the_clock_agrees_with_days_counted_one_by_one(
    received_at: datetime, law: LawEdition, done: list[Deed], ends_after: int
) -> None:
    history = lived(received_at, law, done, ends_after)
    found = due(
        history.received_at,
        history.case_class,
        law=law,
        zone=ZONE,
        as_of=history.as_of,
        pauses=history.pauses,
        restarts=history.restarts,
        approvals=history.approvals,
    )
    last, limit = oracle(history)
    assert (found.due_on, found.limit_days) == (last, limit)
    assert found.due_at == midnight_after(last)
    assert found.steps[-1].day == last, "the explanation ends with the day that holds"


@given(moments, moments, st.lists(deeds, max_size=6), minutes)
def test_of_two_that_are_merged_the_first_clock_goes_on(
    one: datetime, other: datetime, done: list[Deed], ends_after: int
) -> None:
    """The earlier goes on as if the later had never come: its own facts alone make its last day."""
    first = lived(min(one, other), EDITIONS[0], done, ends_after)
    facts = {"law": first.law, "zone": ZONE, "as_of": first.as_of, "pauses": first.pauses, "approvals": first.approvals}
    kept = due(first.received_at, first.case_class, restarts=first.restarts, **facts)  # type: ignore[arg-type]
    assert kept.due_on == oracle(first)[0]
    again = [*first.restarts, first.received_at]
    assert due(first.received_at, first.case_class, restarts=again, **facts).due_at == kept.due_at  # type: ignore[arg-type]


@settings(max_examples=300)
@given(moments, st.lists(deeds, max_size=8), st.integers(0, 8), minutes)
def test_another_class_counts_from_the_same_day_whenever_it_is_given(
    received_at: datetime, done: list[Deed], place: int, ends_after: int
) -> None:
    """Given early or late, and given back and forth: the last class holds, from the day on which the clock began."""
    turned = [
        *done[:place],
        Deed("class", 0, case_class="complex"),
        Deed("class", 0, case_class="simple"),
        *done[place:],
        Deed("class", 0, case_class="complex"),
    ]
    for law in EDITIONS:
        history = lived(received_at, law, turned, ends_after)
        if history.case_class != "complex":  # withdrawn before the last of them
            continue
        found = due(
            received_at,
            "complex",
            law=law,
            zone=ZONE,
            as_of=history.as_of,
            pauses=history.pauses,
            restarts=history.restarts,
            approvals=history.approvals,
        )
        assert (found.due_on, found.limit_days) == oracle(history) and found.limit_days == law.complex_days


def test_a_complaint_keeps_the_edition_of_its_day_whatever_comes_into_force_later(database: Database) -> None:
    """The law changes on some days; the one that is in force at 0:00 of the day of receipt holds."""
    days = [date(2026, 3, 1), date(2026, 12, 31), date(2028, 2, 29)]
    with database.write() as db:
        for at, day in enumerate(days):
            from_at = datetime.combine(day, time(), tzinfo=ZONE).astimezone(UTC)
            value = LawEdition(simple_days=5 + at, complex_days=20 + at, name_zh=f"第{at}版").model_dump()
            db.add(
                SettingValue(
                    key=LAW_EDITION.key, value=value, counts_from=from_at, changed_at=from_at - DAY, version=at + 1
                )
            )
    with database.read() as db:
        assert len(db.scalars(select(SettingValue.key)).all()) == len(days)

        @settings(max_examples=150)
        @given(
            st.sampled_from(days),
            st.integers(-3, 3),
            st.sampled_from([0, 1, 480, 481, 1439]),
            st.lists(deeds, max_size=4),
        )
        def holds(change: date, off: int, minute: int, done: list[Deed]) -> None:
            received_at = datetime.combine(change + off * DAY, time(), tzinfo=ZONE) + timedelta(minutes=minute)
            begun = [at for at, day in enumerate(days) if day <= change + off * DAY]
            law = law_on(db, received_at.astimezone(UTC), ZONE)
            assert law.simple_days == (5 + begun[-1] if begun else LawEdition().simple_days)
            history = lived(received_at.astimezone(UTC), law, done, 0)
            found = due(
                history.received_at,
                history.case_class,
                law=law,
                zone=ZONE,
                as_of=history.as_of,
                pauses=history.pauses,
                restarts=history.restarts,
                approvals=history.approvals,
            )
            assert found.due_on == oracle(history)[0], (
                "new facts and classes after the change keep the edition of the receipt"
            )

        holds()


# ---------------------------------------------------------------------- review


@given(moments, st.sampled_from([1, 30, 45]), st.integers(-5, 60), st.integers(0, 70))
def test_a_review_is_asked_for_within_the_days_of_the_law_and_answered_within_them(
    told_at: datetime, days: int, asked_after: int, now_after: int
) -> None:
    told, asked = local_day(told_at), local_day(told_at) + asked_after * DAY
    today = told + now_after * DAY
    last, left = told, days
    while left:
        last, left = last + DAY, left - 1
    in_time = told <= asked <= last and asked <= today
    assert (asked_fault(asked, told, days=days, today=today) == "") == in_time
    if not in_time:
        return
    kind = next(one for one in shipped() if one.code == "review")
    counted = kind.model_copy(
        update={"clocks": [one.model_copy(update={"amount": days}) for one in kind.clocks if one.law is not None]}
    )
    calendar = BusinessCalendar(zone=ZONE, weekdays={})
    opened = datetime.combine(today, time(9), tzinfo=ZONE).astimezone(UTC)
    (run,) = clocks.runs(
        counted, {"asked_on": asked.isoformat()}, [clocks.Stay("asked", opened, None)], calendar, now=opened
    )
    answer, left = asked, days
    while left:
        answer, left = answer + DAY, left - 1
    assert run.due_at == midnight_after(answer), (
        "counted from the day on which it was asked for, not from its registration"
    )


# ---------------------------------------------------------------------- the centre's own limit

OFFICE = (Period(510, 720), Period(810, 1050))
FEAST = frozenset(date(2026, 10, 1) + at * DAY for at in range(8))
MADE_UP = {date(2026, 9, 27): OFFICE, date(2026, 10, 10): OFFICE}
CALENDAR = BusinessCalendar(zone=ZONE, weekdays=dict.fromkeys(range(5), OFFICE), holidays=FEAST, makeup_days=MADE_UP)


def is_business(at: datetime) -> bool:
    """Whether this minute is business, said plainly: make-up days, else no feast and no weekend; within hours."""
    day, minute = local_day(at), at.astimezone(ZONE).hour * 60 + at.astimezone(ZONE).minute
    worked = day in MADE_UP or (day not in FEAST and day.weekday() < 5)
    return worked and (510 <= minute < 720 or 810 <= minute < 1050)


@settings(max_examples=60)
@given(
    st.integers(0, 14 * 1440),
    st.integers(1, 24 * 60),
    st.lists(st.tuples(st.integers(0, 4 * 1440), st.integers(1, 4 * 1440)), max_size=3),
)
def test_the_own_limit_agrees_with_minutes_counted_one_by_one(
    starts: int, length: int, stands: list[tuple[int, int]]
) -> None:
    """Over a week of feasts with make-up days before and after, and pauses anywhere: only minutes of business that run count."""
    begun = datetime(2026, 9, 24, tzinfo=ZONE).astimezone(UTC) + timedelta(minutes=starts)
    pauses, at = list[tuple[datetime, datetime]](), begun
    for wait, lasts in stands:
        pauses.append((at + timedelta(minutes=wait), at + timedelta(minutes=wait + lasts)))
        at = pauses[-1][1]
    now = max(at, begun)
    now_, left = begun, length
    while left:
        still = any(one <= now_ < other for one, other in pauses)
        left -= is_business(now_) and not still
        now_ += timedelta(minutes=1)
    assert internal(begun, length, pauses, CALENDAR, now).due_at == now_
    # A pause that goes on stands still, unless the limit was over before it began.
    for more in (now + DAY, now_ + DAY):
        begins = max(more, now)
        stands_now = internal(begun, length, [*pauses, (begins, None)], CALENDAR, begins)
        assert stands_now.due_at == (now_ if begins >= now_ else None)
