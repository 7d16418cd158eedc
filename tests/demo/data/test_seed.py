"""The demonstration's data: complete, coherent, the same from the same seed, and belonging to nobody."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import phonenumbers
import pytest
from sqlalchemy import ForeignKeyConstraint, create_engine, func, select, text
from sqlalchemy.orm import Session

from agent_desk.demo.data.acting import acting
from agent_desk.demo.data.cast import choose, stars
from agent_desk.demo.data.content import content
from agent_desk.demo.data.customers import luhn_holds
from agent_desk.demo.data.plan import ONE_CLICK, SeedPlan
from agent_desk.demo.data.progress import silent
from agent_desk.demo.data.recordings import make_recordings
from agent_desk.demo.data.seed import half_seeded, seed
from agent_desk.demo.sound.talk import LONGEST_MS
from agent_desk.hub.calls.voice_plan import apply as voice_plan_history
from agent_desk.hub.calls.voice_plan import plan as voice_plan
from agent_desk.hub.campaigns import service as projects
from agent_desk.hub.campaigns.rules import answer_faults
from agent_desk.hub.campaigns.views import found_for
from agent_desk.hub.commands.common import hub_context_of
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.private_postgres import PrivatePostgres
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.reports import projects as project_report
from agent_desk.hub.reports import service as reports
from agent_desk.models.base import Base
from agent_desk.models.calls.calls import AgentInterval, AgentState, Call, CallLeg, Queue, QueueMember, WrapUp
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.campaigns import ProjectAnswers
from agent_desk.models.cases import CaseEvent, Complaint
from agent_desk.models.customers import Contact, ContactPoint, Customer, CustomerKey, Holding
from agent_desk.models.files import StoredFile
from agent_desk.models.knowledge import Article
from agent_desk.models.people import Person
from agent_desk.models.quality import Review, SampleItem
from agent_desk.models.reports import ReportFile, SavedReport
from agent_desk.schemas.cases.rules import OPEN_STATES
from tests.fixtures.hub import FILE_KEY

NOW = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)
PLAN = SeedPlan(now=NOW, seed=7, days=20, customers=150, calls_per_day=70.0, complaints=60)


def fresh(postgres: PrivatePostgres, name: str) -> Iterator[Database]:
    admin = create_engine(postgres.url("postgres"), isolation_level="AUTOCOMMIT")
    name = f"seed_{os.getpid()}_{name}"
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_desk STRATEGY file_copy'))
    database = Database(postgres.url(name))
    yield database
    database.dispose()
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture(scope="module")
def seeded(postgres: PrivatePostgres) -> Iterator[Database]:
    """One seeded database for all that only look."""
    for database in fresh(postgres, "seeded"):
        done = seed(database, PLAN)
        assert done.fresh and done.customers == 150 and done.calls > 900
        yield database


@pytest.fixture
def db(seeded: Database) -> Iterator[Session]:
    with seeded.read() as session:
        yield session


def count(db: Session, table: type[Base]) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_nothing_is_missing(db: Session) -> None:
    assert count(db, Customer) == 150
    assert count(db, Person) >= 31
    assert count(db, Article) >= 60
    assert 40 <= count(db, Complaint) <= 80
    for table in (Holding, ContactPoint, CustomerKey, CallLeg, WrapUp, AgentInterval, Contact, CaseEvent, SampleItem):
        assert count(db, table) > 50, table.__name__
    assert count(db, Review) > 20
    assert not half_seeded(db)


def test_every_row_refers_to_rows_that_are_there(db: Session) -> None:
    # The bulk load does not look references up, so this does.
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            if not isinstance(constraint, ForeignKeyConstraint) or len(constraint.elements) != 1:
                continue
            (column,), target = constraint.columns, constraint.elements[0].column
            missing = select(func.count()).where(
                column.is_not(None), ~select(target).where(target == column).correlate(table).exists()
            )
            if target.table is table:
                other = target.table.alias()
                missing = select(func.count()).where(
                    column.is_not(None), ~select(other).where(other.c[target.name] == column).correlate(table).exists()
                )
            assert db.scalar(missing.select_from(table)) == 0, f"{table.name}.{column.name}"


def test_the_calls_add_up(db: Session) -> None:
    calls = db.scalars(select(Call)).all()
    answered = [call for call in calls if call.outcome == "answered"]
    assert {call.outcome for call in calls} == {"answered", "abandoned_queue"}
    assert 0.8 < len(answered) / len(calls) < 0.99
    for call in answered:
        assert call.answered_at is not None and call.ended_at is not None and call.agent_id is not None
        assert (call.answered_at - call.offered_at) / timedelta(milliseconds=1) == call.wait_ms
        assert call.answered_at < call.ended_at <= NOW
    for call in calls:
        if call.outcome != "answered":
            assert call.answered_at is None and call.talk_ms == 0 and call.agent_id is None
    legs = db.execute(select(func.sum(CallLeg.talk_ms), func.sum(CallLeg.acw_ms))).one()
    assert legs == (sum(call.talk_ms for call in calls), sum(call.acw_ms for call in calls))


def test_today_has_calls_up_to_now_and_the_report_counts_them(db: Session) -> None:
    report = reports.service_level(db, "2026-11-23", "2026-11-23", "all", centre_zone="Asia/Shanghai")
    figures = report.rows[0].figures
    assert figures["offered"] == figures["answered"] + figures["abandoned"] > 15
    assert db.scalar(select(func.max(Call.offered_at))) > NOW - timedelta(hours=2)


def test_a_time_line_can_be_read_in_english(db: Session) -> None:
    """Dispositions, queues and what a complaint is about are the bank's words in both languages."""
    calls = db.execute(select(Contact.title, Contact.title_en).where(Contact.kind == "call")).all()
    complaints = db.execute(select(Contact.words, Contact.words_en).where(Contact.kind == "complaint")).all()
    assert calls and complaints
    assert all(
        zh and en and en.isascii() for zh, en in (*calls, *((zh, en.replace("·", "-")) for zh, en in complaints))
    )


def test_the_one_click_agents_have_a_day_of_their_own(db: Session) -> None:
    midnight = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    legs = select(Person.login, func.count()).join(CallLeg, CallLeg.person_id == Person.id)
    today = legs.where(CallLeg.rung_at >= midnight, Person.login.in_(ONE_CLICK)).group_by(Person.login)
    found = dict(db.execute(today).all())
    assert set(found) == set(ONE_CLICK) and sum(found.values()) > 8


def test_an_agents_history_has_no_gap_and_no_overlap_and_ends_signed_out(db: Session) -> None:
    for person_id in db.scalars(select(AgentInterval.person_id).distinct()):
        found = db.scalars(
            select(AgentInterval).where(AgentInterval.person_id == person_id).order_by(AgentInterval.started_at)
        ).all()
        for one, following in pairwise(found):
            assert one.ended_at == following.started_at
        assert (found[-1].state, found[-1].ended_at) == ("signed_out", None)
        state = db.get_one(AgentState, person_id)
        assert (state.state, state.since_at) == ("signed_out", found[-1].started_at)


def test_what_an_agent_did_agrees_with_their_intervals(db: Session) -> None:
    talked = select(func.sum(AgentInterval.ended_at - AgentInterval.started_at)).where(AgentInterval.state == "talking")
    legs = db.scalar(select(func.sum(CallLeg.talk_ms)))
    assert db.scalar(talked) == timedelta(milliseconds=int(legs or 0))


def test_numbers_belong_to_nobody(db: Session) -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for customer in db.scalars(select(Customer)):
        number, born = customer.identity_number or "", customer.born_on
        assert len(number) == 18 and born is not None and number[6:14] == f"{born:%Y%m%d}"
        right = "10X98765432"[sum(int(one) * weight for one, weight in zip(number, weights, strict=False)) % 11]
        assert number[:2] == "38" and number[17] != right
    for value in db.scalars(select(ContactPoint.value).where(ContactPoint.kind == "mobile")):
        assert len(value) == 14 and not phonenumbers.is_valid_number(phonenumbers.parse(value))
    for value in db.scalars(select(Holding.number).where(Holding.kind.in_(("debit", "credit")))):
        assert len(value) == 19 and not luhn_holds(value)


def test_some_complaints_are_open_and_some_of_them_late(db: Session) -> None:
    cases = db.scalars(select(Complaint)).all()
    open_ones = [case for case in cases if case.state in OPEN_STATES]
    assert 4 <= len(open_ones) <= 40
    assert len([case for case in open_ones if case.due_at < NOW]) == 2
    assert all(case.told_at < case.due_at for case in cases if case.told_at is not None)
    lines = select(func.count()).select_from(Contact).where(Contact.kind == "complaint", Contact.open)
    assert db.scalar(lines) == len(open_ones)
    assert len({case.number for case in cases}) == len(cases)


def digest(db: Session) -> dict[str, str]:
    """A digest of every table whose ids come from the seed."""
    tables = (
        "customer",
        "contact_point",
        "holding",
        "customer_key",
        "call",
        "call_leg",
        "wrap_up",
        "complaint",
        "contact",
    )
    found = {}
    for table in tables:
        # When a row was stored is no part of what the seed says.
        row = "(to_jsonb(one) - 'created_at')::text"
        found[table] = str(db.scalar(text(f"SELECT md5(string_agg({row}, '' ORDER BY {row})) FROM \"{table}\" one")))
    return found


def test_each_tile_of_the_sign_in_window_has_a_person_and_who_handles_complaints_has_open_ones(db: Session) -> None:
    people = choose(db, NOW)
    assert all(people[one] for one in ("handlers", "editors", "reviewers", "administrators", "security", "auditors"))
    handler = db.scalars(select(Person).where(Person.login == people["handlers"][0]["login"])).one()
    mine = select(Complaint).where(Complaint.assigned_to == handler.id, Complaint.state.in_(OPEN_STATES))
    assert len(db.scalars(mine).all()) >= 3


def test_the_same_seed_gives_the_same_rows_and_seeding_again_adds_only_the_days_since(
    seeded: Database, postgres: PrivatePostgres
) -> None:
    with seeded.read() as db:
        expected = digest(db)
    for database in fresh(postgres, "again"):
        seed(database, PLAN)
        with database.read() as db:
            assert digest(db) == expected
        again = seed(database, PLAN)
        assert not again.fresh and again.calls == 0
        later = replace(PLAN, now=NOW + timedelta(days=2))
        with database.read() as db:
            answers = count(db, ProjectAnswers)
        more = seed(database, later)
        assert not more.fresh and more.calls > 60
        with database.read() as db:
            assert count(db, ProjectAnswers) > answers, "the project goes on"
            latest = db.scalar(select(func.max(Call.offered_at)))
            assert latest is not None and NOW + timedelta(days=1) < latest <= later.now
            open_ones = select(AgentInterval.person_id).where(AgentInterval.ended_at.is_(None))
            assert len(db.scalars(open_ones).all()) == len(set(db.scalars(open_ones)))


def test_another_seed_gives_other_people(seeded: Database) -> None:
    with seeded.read() as db:
        names = list(db.scalars(select(Customer.name).order_by(Customer.number)))
    assert len(set(names)) > 120
    assert SeedPlan(now=NOW, seed=8).seed != PLAN.seed


def test_administrators_and_supervisors_have_set_up_what_their_pages_show(db: Session) -> None:
    zone = PLAN.zone.key
    plan = voice_plan.view(db, zone)
    assert plan.version == plan.applied_version == 2 and not plan.faults_en and not plan.diff
    assert len(plan.plan.menus) >= 2 and plan.plan.hours and len(plan.sounds) >= 10
    changed = voice_plan_history.versions(db)
    assert [one.version for one in changed] == [2, 1] and all(one.diff_en and one.by for one in changed)
    reports_kept = db.scalars(select(SavedReport)).all()
    assert {one.every for one in reports_kept} == {"daily", "weekly", "monthly"}
    assert count(db, ReportFile) == len(reports_kept), "each is made once as soon as a hub runs"


def test_a_project_runs_and_its_report_is_filled(seeded: Database) -> None:
    with seeded.write() as db:
        boss = acting(db, content(), "supervisor")[0]
        hub_context = hub_context_of(Settings(database=seeded.url), seeded)
        unit = Unit(db=db, now=NOW, jobs=hub_context.jobs, caller=boss, context=hub_context)
        (project,) = projects.listed(unit)
        assert (project.state, project.kind, project.queues) == ("running", "inbound", ["credit"])
        assert (len(project.script), len(project.fields)) == (3, 2) and project.people and project.articles
        assert project.from_at < NOW < project.until_at and set(project.moves) == {"pause", "end"}
        report = project_report.sheet(unit, project.id)
        stands = report.progress
        assert 20 < stands.answered_calls < stands.handled and stands.value, "answers of the past days"
        assert stands.met is False, "there is something left to reach"
        assert all(len(table.rows) >= 3 for table in report.tables), [one.title for one in report.tables]
        for one in db.scalars(select(ProjectAnswers)):
            found = found_for(db, one.call_id, one.person_id)
            assert found is not None and found.project.id == project.id
            assert not answer_faults(found.content.asked(), one.answers), "as the form at the desk takes them"
        stars_queue = select(QueueMember).join(Queue, Queue.id == QueueMember.queue_id).where(Queue.code == "credit")
        host = select(Person.id).where(Person.login.in_(ONE_CLICK)).scalar_subquery()
        assert db.scalars(stars_queue.where(QueueMember.person_id.in_(host))).all(), "seen at a seat kept for people"


def test_past_calls_that_people_look_at_have_recordings_that_can_be_played(seeded: Database, tmp_path: Path) -> None:
    settings = Settings(database=seeded.url, recordings=str(tmp_path), file_key=FILE_KEY)
    assert make_recordings(seeded, settings, PLAN, silent) > 20
    assert make_recordings(seeded, settings, PLAN, silent) == 0, "they are there"
    with seeded.read() as db:
        bare = select(SampleItem.id).where(SampleItem.call_id.not_in(select(CallRecording.call_id)))
        assert not db.scalars(bare).all(), "a reviewer hears every call that was drawn"
        rows = db.execute(
            select(CallRecording, Call, StoredFile)
            .join(Call, Call.id == CallRecording.call_id)
            .join(StoredFile, StoredFile.id == CallRecording.file_id)
        ).all()
        for row, call, _file in rows:
            assert row.state == "stored"
            assert row.duration_ms == row.recorded_ms == min(call.talk_ms + call.hold_ms, LONGEST_MS)
        head = next(iter(store.open_file(settings, rows[0][2]).pieces()))
        assert head[:4] == b"RIFF"


def test_whoever_calls_first_is_known_by_one_number_and_has_an_open_complaint_and_products(db: Session) -> None:
    numbers = stars(db, len(ONE_CLICK))
    assert len(set(numbers)) == len(ONE_CLICK)
    for number in numbers:
        (customer,) = db.scalars(select(ContactPoint.customer_id).where(ContactPoint.value == number)).all()
        complaints = select(Complaint.state).where(Complaint.customer_id == customer)
        assert set(db.scalars(complaints)) & set(OPEN_STATES)
        assert db.scalar(select(func.count()).where(Holding.customer_id == customer))
        assert db.scalar(select(func.count()).where(Contact.customer_id == customer, Contact.kind == "call"))
