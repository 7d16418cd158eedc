"""Nobody of another team, queue or branch finds anything: every operation, by its declaration, with an example of everything there is.

The house holds one of each kind of record, all of agent lin (team east, queue cards, branch B01). Outsiders hold every permission there
is, for their own team, queue, branch or themselves alone: they are refused, or find no row, no count and no file. Somebody who holds
the same for everything finds them, so that no example is an empty one.
"""

import base64
import io
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from openpyxl import load_workbook

from agent_desk.hub.figures.narrowing import Part, narrowed
from agent_desk.hub.kit import scope, work_items
from agent_desk.hub.kit.approvals import digest_of
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.files.content_type import XLSX
from agent_desk.hub.kit.long_jobs import KINDS
from agent_desk.hub.kit.permissions import permissions
from agent_desk.hub.kit.scope import NARROWED
from agent_desk.hub.kit.security import Caller, caller_by_token
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.quality.loading import load_form
from agent_desk.hub.serve import HubThread
from agent_desk.hub.supervising.alarms import ALARM
from agent_desk.hub.supervising.assist import HAND_UP
from agent_desk.hub.supervising.task_views import CALL_BACK
from agent_desk.models.approvals import Approval
from agent_desk.models.calls.calls import AgentState, Call, Queue, QueueMember
from agent_desk.models.calls.measures import QueueMeasure
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.calls.voice_plan import Callback, CallRouting
from agent_desk.models.campaigns import Project, ProjectEdition, ProjectPerson, ProjectQueue
from agent_desk.models.case_files import CaseFile
from agent_desk.models.case_tasks import CaseTask
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Branch, Contact, Customer
from agent_desk.models.files import StoredFile
from agent_desk.models.kinds import KindCase
from agent_desk.models.kit import Change
from agent_desk.models.letters import CaseLetter, LetterTemplate
from agent_desk.models.long_jobs import LongJob
from agent_desk.models.people import Person, PersonRole, Role, Substitution, Team
from agent_desk.models.quality import Review, Sample, SampleItem
from agent_desk.models.reports import ReportFile, SavedReport
from agent_desk.models.supervising import (
    Alarm,
    AlarmRule,
    AssistRequest,
    CallbackTask,
    FloorMessage,
    MessageReceipt,
    QueueOverride,
)
from agent_desk.schemas.campaigns.records import ProjectContent
from agent_desk.schemas.figures.board import Board
from agent_desk.schemas.kit.operation import ALL, Operation
from tests.fixtures import call_rows
from tests.fixtures.campaigns import project_form
from tests.fixtures.cases import filled, terms
from tests.fixtures.customers import customer
from tests.fixtures.kinds import publish, small_kind
from tests.fixtures.operations import EVERY
from tests.fixtures.people import Client, Staff
from tests.fixtures.quality import CONTENT
from tests.fixtures.waiting import until

OUTSIDERS = ("team", "queue", "branch", "own")
COUNTED = re.compile(
    r"^(total|open|calls|offered|answered|abandoned|unfinished|matching|reviews|asked|withdrawn|waiting|talking|ready|"
    r"overdue|today|in_3_days|in_7_days|later|paused|found|items|submitted|told)$"
)
FREE_CHANGES = {"role", "rights", "seat_session", "setting", "person", "snapshot", "watched"}
"""Kinds of changes that say nothing of a row of somebody else's; `person` goes to who it is about."""
Given = dict[str, Any]


@dataclass
class House:
    """One of everything, all of it lin's; ids by name, and the words that give it away."""

    ids: dict[str, Any] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.ids[name]
        except KeyError as fault:
            raise AttributeError(name) from fault


@pytest.fixture
def house(hub_context: HubContext, staff: Staff) -> House:
    """The house of the module's words, furnished straight into the tables."""
    terms(staff.database)
    return furnished(hub_context, staff)


@pytest.fixture
def hub(staff: Staff, house: House, hub: HubThread) -> HubThread:
    """A hub that found the house furnished: its first board shows it, and nobody waits for the next."""
    staff.person("watcher", "supervisor")
    watcher = Client(hub.url)
    watcher.sign_in("watcher")
    until(lambda: "8101" in watcher.get("/api/floor/board").text)
    return hub


def furnished(hub_context: HubContext, staff: Staff) -> House:
    """Put one of everything there."""
    now, house = datetime.now(UTC), House()
    lin = staff.person("lin", "agent", "complaint_handler", agent_code="8101", name="林东组员")
    stand_in = staff.person("mei", "agent", name="梅替")
    with staff.database.write() as db:
        east, west = (Team(code=code, name_zh=f"{code}组", name_en=code) for code in ("east", "west"))
        other_branch = Branch(code="B02", name_zh="西支行", name_en="West")
        db.add_all([east, west, other_branch])
        cards, loans = call_rows.queue(db, "cards"), call_rows.queue(db, "loans", position=1)
        owner = customer(db)
        db.flush()
        agent = db.get_one(Person, lin.id)
        agent.team_id, agent.branch_code = east.id, "B01"
        db.get_one(Person, stand_in.id).team_id = east.id
        db.add(QueueMember(queue_id=cards.id, person_id=lin.id))
        talk = call_rows.call(db, cards, now - timedelta(minutes=9), None, 5, by=agent)
        ended = call_rows.call(db, cards, now - timedelta(minutes=50), "answered", 5, by=agent, talk_s=60)
        ended.customer_id = owner.id
        lost = call_rows.call(db, cards, now - timedelta(minutes=5), "abandoned_queue", 30, caller="+8613911112222")
        ringing = call_rows.call(db, cards, now - timedelta(seconds=20), None, 5, caller="+8613911113333")
        db.add(AgentState(person_id=lin.id, state="talking", since_at=now, call_id=talk.id))
        recording = CallRecording(
            call_id=ended.id, person_id=lin.id, why="all", state="missing", file="x.wav", asked_at=now
        )
        case, twin = (
            Complaint(
                **{key: value for key, value in filled().items() if key != "complainant"},
                number=number,
                complainant="王小明",
                customer_id=owner.id,
                call_id=ended.id,
                received_at=now,
                due_at=now + timedelta(days=9),
                opened_by=lin.id,
                branch_code="B01",
            )
            for number in ("TS20261130-0001", "TS20261130-0002")
        )
        db.add_all([recording, case, twin])
        db.flush()
        for kind, entity in (("call", ended.id), ("complaint", case.id)):
            db.add(
                Contact(customer_id=owner.id, kind=kind, entity_id=entity, at=now, title=case.number, person_id=lin.id)
            )
        form = _score_form(db)
        sample = Sample(name="抽样甲", seed=1, form_id=form, drawn_by=lin.id, drawn_at=now, criteria=_criteria(now))
        db.add(sample)
        db.flush()
        item = SampleItem(sample_id=sample.id, call_id=ended.id, reviewer_id=lin.id, position=0)
        db.add(item)
        db.flush()
        db.add(
            Review(
                item_id=item.id,
                form_id=form,
                reviewer_id=lin.id,
                agent_id=lin.id,
                state="submitted",
                submitted_at=now,
                score=90,
            )
        )
        rule = db.query(AlarmRule).first()
        assert rule is not None
        alarm = Alarm(
            rule_id=rule.id,
            queue_id=cards.id,
            severity="warning",
            threshold=1,
            value=2,
            worst=2,
            since_at=now,
            raised_at=now,
        )
        message = FloorMessage(
            from_id=lin.id,
            audience="person",
            words="东组的话",
            sent_at=now,
            expires_at=now + timedelta(hours=1),
            detail={},
        )
        hand = AssistRequest(person_id=lin.id, words="请帮忙", asked_at=now)
        kept = Callback(
            call_id=ended.id,
            queue_id=cards.id,
            number="+8613911114444",
            position=1,
            asked_at=now,
            state="not_reached",
            ended_at=now,
        )
        task = CallbackTask(
            call_id=lost.id, queue_id=cards.id, number=lost.caller, first_at=now, created_at=now, created_by_id=lin.id
        )
        override = QueueOverride(
            person_id=lin.id,
            queue_id=cards.id,
            member=True,
            penalty=1,
            before_penalty=0,
            reason="many",
            by_id=lin.id,
            from_at=now,
            until_at=now + timedelta(hours=1),
        )
        measure = QueueMeasure(
            queue_id=cards.id,
            does="announcement",
            slot="announcement",
            sound="closed",
            reason="东组故障",
            by_id=lin.id,
            from_at=now,
        )
        report = SavedReport(name="东组日报", owner_id=lin.id, choice={"of": "queue:cards", "rows": "day"})
        job = LongJob(kind=next(iter(KINDS)), args={}, about="cards", state="waiting", asked_at=now, asked_by=lin.id)
        routed = CallRouting(call_id=ended.id, at=now, answer="nobody", steps=[{"who": "known", "holds": False}])
        db.add_all([alarm, message, hand, kept, routed, task, override, measure, report, job])
        db.flush()
        db.add(MessageReceipt(message_id=message.id, person_id=lin.id))
        file = ReportFile(report_id=report.id, due_at=now, state="failed", expires_at=now + timedelta(days=9))
        asked = Approval(
            kind="house.none",
            subject="8101",
            body={},
            digest=digest_of("house.none", "8101", {}),
            reason="why",
            asked_by_id=lin.id,
            asked_at=now,
            expires_at=now + timedelta(days=1),
        )
        away = Substitution(
            person_id=lin.id,
            substitute_id=stand_in.id,
            from_at=now,
            until_at=now + timedelta(days=1),
            reason="东组休假",
            made_by_id=lin.id,
            made_at=now,
        )
        project = Project(
            name="项目8101", owner_id=lin.id, from_at=now + timedelta(hours=9), until_at=now + timedelta(days=1)
        )
        publish(db, small_kind(*(f"every_{kind}" for kind in (*OUTSIDERS, "all"))))
        errand = KindCase(
            number="CS20261130-0001",
            kind="errand",
            kind_number=1,
            state="new",
            title="东组差事",
            fields={"what": "东组差事"},
            says="东组差事",
            owner_id=lin.id,
            branch_code="B01",
            opened_by=lin.id,
            opened_at=now,
            entered_at=now,
        )
        db.add_all([file, asked, away, project, errand])
        db.flush()
        to_do = CaseTask(
            case_id=errand.id, code="call", name_zh="差事任务", name_en="task", roles=["every_all"], made_at=now
        )
        db.add(to_do)
        db.flush()
        content = ProjectContent().model_dump(mode="json")
        db.add(ProjectEdition(project_id=project.id, number=1, from_at=now, content=content))
        db.add(ProjectQueue(project_id=project.id, queue_id=cards.id))
        db.add(ProjectPerson(project_id=project.id, person_id=lin.id))
        db.flush()
        unit = Unit(db=db, now=now, jobs=hub_context.jobs)
        heard = scope.audience("floor.steer", people=[lin.id], queue_id=cards.id)
        work_items.put(unit, ALARM, alarm.id, ("报警8101", "alarm"), permission="floor.steer", audience=heard)
        name = ("林东组员", "lin")
        work_items.put(unit, HAND_UP, hand.id, name, permission="floor.steer", audience=heard)
        heard = scope.audience("calls.dial", queue_id=cards.id)
        paper, letter = _papers(db, errand, case, lin.id, now)
        work = work_items.put(unit, CALL_BACK, task.id, ("回拨8101", "call"), permission="calls.dial", audience=heard)
        kinds = {
            "person": lin,
            "work": work,
            "call": ended,
            "queue": cards,
            "talk": talk,
            "lost": lost,
            "ringing": ringing,
            "recording": recording,
            "case": case,
            "twin": twin,
            "customer": owner,
            "sample": sample,
            "item": item,
            "alarm": alarm,
            "message": message,
            "hand": hand,
            "callback": kept,
            "task": task,
            "override": override,
            "measure": measure,
            "report": report,
            "job": job,
            "file": file,
            "approval": asked,
            "substitution": away,
            "stand_in": stand_in,
            "project": project,
            "errand": errand,
            "to_do": to_do,
            "paper": paper,
            "letter": letter,
        }
        house.ids = {name: row.id for name, row in kinds.items()}
        house.ids |= {"east": east.id, "west": west.id, "loans": loans.id, "form": form}
    house.marks = {str(one) for name, one in house.ids.items() if name not in ("west", "loans", "form", "east")}
    house.marks |= {
        "林东组员",
        "8101",
        "TS20261130-0001",
        "C000123",
        "东组的话",
        "东组日报",
        "东组休假",
        "梅替",
        "抽样甲",
        "东组差事",
        "东组凭证",
        "东组的信",
        "HJ20261130-0001",
        "CS20261130-0001",
        "13911112222",
    }
    house.marks |= {"138****8000", "139****2222", "报警8101", "cards队列"}
    return house


def _papers(db: Any, errand: Any, case: Any, person_id: uuid.UUID, now: datetime) -> tuple[Any, Any]:
    """A file of the errand, and a letter of the complaint."""
    stored = StoredFile(
        id=uuid.uuid4(),
        kind="kind_case_file",
        owner="kind_case",
        owner_id=errand.id,
        media_type="application/pdf",
        size_bytes=9,
        sha256="0" * 64,
        plain_path="x.pdf",
        stored_at=now,
    )
    words = dict.fromkeys(("name_zh", "name_en", "title_zh", "title_en", "body_zh", "body_en"), "{number}")
    template = LetterTemplate(
        id=uuid.uuid4(),
        code="tpl",
        number=1,
        state="published",
        about="complaint",
        purpose="other",
        second=False,
        made_at=now,
        **words,
    )
    db.add_all([stored, template])
    db.flush()
    paper = CaseFile(id=stored.id, name="东组凭证.pdf", added_by_id=person_id)
    letter = CaseLetter(
        number="HJ20261130-0001",
        owner="complaint",
        owner_id=case.id,
        template_id=template.id,
        language="zh",
        state="made",
        title="函",
        body="东组的信",
        digest="0" * 64,
        made_by_id=person_id,
        made_at=now,
    )
    db.add_all([paper, letter])
    db.flush()
    return paper, letter


def _score_form(db: Any) -> uuid.UUID:
    made: uuid.UUID = load_form(db, CONTENT).id
    return made


def _criteria(now: datetime) -> Given:
    return {"from_at": (now - timedelta(days=1)).isoformat(), "to_at": (now + timedelta(days=1)).isoformat(), "n": 1}


def one(name: str, key: str, **more: Any) -> Callable[[House], Given]:
    """The example of an operation on one row: `key` is its parameter, `name` the house's record."""
    return lambda house: {key: getattr(house, name), **more}


def nothing(house: House) -> Given:
    return {}


def _window(house: House) -> Given:
    now = datetime.now(UTC)
    return {"from_at": now - timedelta(days=1), "to_at": now + timedelta(days=1)}


def _project(**more: Any) -> Given:
    return project_form(datetime.now(UTC), queues=["cards"], **more).model_dump(mode="json")


def _staff(house: House, **more: Any) -> Given:
    return {"name": "新人", "team_id": house.east, "branch": "B01", "roles": ["agent"], **more}


def _choice(house: House) -> Given:
    return {"choice": {"of": "queue:cards", "rows": "day", "period": "today"}}


def _saved(house: House) -> Given:
    return {"form": {"name": f"n{uuid.uuid4().hex[:6]}", "choice": {"of": "queue:cards", "rows": "day"}, "version": 1}}


def _sample(house: House, **more: Any) -> Given:
    now = datetime.now(UTC)
    criteria = {"from_at": (now - timedelta(days=1)).isoformat(), "to_at": (now + timedelta(days=1)).isoformat()}
    return {"form": {"criteria": criteria, **more}}


def _cell(house: House) -> Given:
    now = datetime.now(UTC)
    return {
        "of": "queue:cards",
        "start": now - timedelta(days=1),
        "end": now + timedelta(days=1),
        "zone": "Asia/Shanghai",
    }


def _history(house: House) -> Given:
    today = datetime.now(UTC).date()
    return {"start": str(today - timedelta(days=1)), "end": str(today + timedelta(days=1)), "by": "agent"}


WHY = {"why": "because"}
DECISION = {"form": {"digest": digest_of("house.none", "8101", {})}}


def _complaint_list(**more: Any) -> dict[str, Any]:
    """A list of one complaint that a source forwards."""
    rows = f"编号,收到日期,投诉人,投诉内容\nZ-{uuid.uuid4().hex[:8]},{datetime.now(UTC).date() - timedelta(days=2)},李芳,扣费有误。\n"
    classes = {"channel": "phone", "business": "debit_card", "cause": "pricing", "wish": "refund"}
    pieces = [base64.b64encode(rows.encode()).decode()]
    return {"name": "12378.csv", "pieces": pieces, "source": "12378", **classes, **more}


def _people_file(**more: Any) -> dict[str, Any]:
    content = f"user name,name\nn{uuid.uuid4().hex[:8]},x\n"
    return {"name": "x.csv", "pieces": [base64.b64encode(content.encode()).decode()], **more}


def this_month() -> str:
    """A day of the month that it is."""
    return datetime.now(UTC).date().isoformat()


def this_year() -> Given:
    """Days in which every case of the house was received."""
    today = datetime.now(UTC).date()
    return {"start": (today - timedelta(days=300)).isoformat(), "end": (today + timedelta(days=1)).isoformat()}


EXAMPLES: dict[str, Callable[[House], Given]] = {
    "campaigns.projects": nothing,
    "campaigns.choices": nothing,
    "campaigns.add": lambda house: {"form": _project()},
    "campaigns.change": one("project", "project_id", form=_project(version=1)),
    "campaigns.move": one("project", "project_id", form={"move": "start", "version": 2}),
    "reports.project_progress": one("project", "project_id"),
    "reports.project_sheet": one("project", "project_id"),
    "reports.export_project": one("project", "project_id"),
    "reports.export_project_workbook": one("project", "project_id"),
    "calls.set_agent_state": one("person", "person_id", form={"state": "signed_out", "why": "because"}),
    "calls.free_agent": one("person", "person_id", **WHY),
    "calls.take_measures": lambda house: {
        "form": {"queues": [str(house.ids["queue"])], "does": "opened", "why": "because"}
    },
    "calls.end_measure": one("measure", "measure_id", **WHY),
    "calls.steer_agents": lambda house: {
        "form": {"people": [str(house.person)], "what": "signed_out", "why": "because"}
    },
    "calls.recordings": one("call", "call_id"),
    "calls.sound": one("recording", "recording_id"),
    "calls.listen": one("person", "person_id", form={"mode": "listen", "extension": "2001", "why": "because"}),
    "calls.callbacks": nothing,
    "calls.routings": nothing,
    "calls.take_callback": one("callback", "callback_id"),
    "calls.cancel_callback": one("callback", "callback_id", **WHY),
    "calls.ringing": nothing,
    "calls.pick_up_ring": one("ringing", "call_id"),
    "calls.calls": nothing,
    "calls.story": one("call", "call_id"),
    "calls.pop": one("call", "call_id"),
    "calls.choose_customer": one("talk", "call_id", customer_id=None),
    "cases.similar": lambda house: {"customer_id": house.customer, "business": "debit_card", "cause": "pricing"},
    "cases.text_told": lambda house: {"ask": {"narrative": filled()["narrative"]}},
    "cases.neighbours": one("case", "complaint_id"),
    "cases.link": lambda house: {"complaint_id": house.case, "form": {"other": str(house.twin)}},
    "cases.unlink": lambda house: {"complaint_id": house.case, "other_id": house.twin},
    "cases.due_soon": nothing,
    "cases.statistics": lambda house: {"choice": this_year()},
    "cases.behind": lambda house: {"cell": this_year() | {"column": "received", "whole": True}},
    "cases.export_statistics": lambda house: {"choice": this_year()},
    "cases.monthly": lambda house: {"choice": {"month": this_month()}},
    "cases.export_monthly": lambda house: {"choice": {"month": this_month()}},
    "cases.export_monthly_workbook": lambda house: {"choice": {"month": this_month()}},
    "cases.news": nothing,
    "cases.export_statistics_workbook": lambda house: {"choice": this_year()},
    "cases.handlers": nothing,
    "cases.complaints": nothing,
    "cases.story": one("case", "complaint_id"),
    "cases.edit": one("case", "complaint_id", form={"version": 1, "wish": "refund"}),
    "cases.note": one("case", "complaint_id", form={"words": "note"}),
    "cases.transition": one("case", "complaint_id", form={"to": "in_progress"}),
    "cases.pause": one("case", "complaint_id", form={"reason": "test"}),
    "cases.resume": one("case", "complaint_id", form={}),
    "cases.extend": one("case", "complaint_id", form={"reason": "test"}),
    "cases.extension_told": one("case", "complaint_id", form={"words": "test"}),
    "cases.look_at_list": lambda house: {"form": _complaint_list()},
    "cases.take_list": lambda house: {"form": _complaint_list(lines=[2])},
    "cases.set_grade": one("case", "complaint_id", form={"grade": "grave", "reason": "test"}),
    "cases.hold": one("case", "complaint_id", form={"reason": "test"}),
    "cases.release": one("case", "complaint_id", form={"reason": "test"}),
    "cases.set_class": one("case", "complaint_id", form={"case_class": "complex"}),
    "papers.files": one("errand", "owner_id", owner="kind_case"),
    "papers.attach": lambda house: {
        "form": {"owner": "kind_case", "owner_id": house.errand, "name": "x.txt", "content": "eHl6"}
    },
    "papers.content": one("paper", "file_id"),
    "papers.remove": one("paper", "file_id", form={"reason": "because"}),
    "papers.letters": one("case", "owner_id", owner="complaint"),
    "papers.preview_letter": one("case", "owner_id", owner="complaint", template="tpl", language="zh"),
    "papers.make_letter": lambda house: {
        "form": {"owner": "complaint", "owner_id": house.case, "template": "tpl", "language": "zh"}
    },
    "papers.recordings": one("case", "owner_id", owner="complaint"),
    "papers.sound": lambda house: {"owner": "complaint", "owner_id": house.case, "recording_id": house.recording},
    "papers.put_paper": one("letter", "letter_id", form={"content": "eHl6"}),
    "papers.letter_sent": one("letter", "letter_id", form={"day": "2026-12-01", "way": "post", "version": 1}),
    "kinds.registers": nothing,
    "kinds.cases": lambda house: {"kind": "errand"},
    "kinds.open_case": lambda house: {"form": {"kind": "errand", "fields": {"what": "x"}}},
    "kinds.case": one("errand", "case_id"),
    "kinds.edit_case": one("errand", "case_id", form={"fields": {"cost": "1"}, "version": 1}),
    "kinds.move_case": one("errand", "case_id", form={"transition": "begin", "version": 3}),
    "kinds.hand_back_case": one("errand", "case_id", form={"words": "because", "version": 99}),
    "kinds.take_case": one("errand", "case_id", form={"version": 5}),
    "kinds.delegate_case": lambda house: {
        "case_id": house.errand,
        "form": {"owner": str(house.person), "words": "", "version": 99},
    },
    "tasks.tasks": nothing,
    "tasks.tasks_of": one("errand", "case_id", matter="kind_case"),
    "tasks.task": one("to_do", "task_id"),
    "tasks.give": lambda house: {
        "form": {"matter": "kind_case", "case_id": str(house.errand), "name": "x", "asked": "x", "role": "every_all"}
    },
    "tasks.take": one("to_do", "task_id", form={"version": 99}),
    "tasks.done": one("to_do", "task_id", form={"version": 99}),
    "tasks.hand_back": one("to_do", "task_id", form={"version": 99}),
    "tasks.delegate": lambda house: {"task_id": house.to_do, "form": {"person": str(house.person), "version": 99}},
    "tasks.send": one("to_do", "task_id", form={"role": "every_all", "version": 99}),
    "tasks.urge": one("to_do", "task_id", form={"version": 99}),
    "tasks.supervise": one("to_do", "task_id", form={"on": True, "version": 99}),
    "tasks.withdraw": one("to_do", "task_id", form={"version": 99}),
    "tasks.supervise_case": one("errand", "case_id", matter="kind_case", form={"on": True}),
    "tasks.urge_case": one("errand", "case_id", matter="kind_case", form={"words": ""}),
    "customers.find": lambda house: {"typed": "C000123"},
    "customers.card": one("customer", "customer_id"),
    "customers.timeline": one("customer", "customer_id"),
    "customers.reveal": one(
        "customer", "customer_id", field="name", reason_code="", reason_text="the customer asks for it"
    ),
    "customers.enter": lambda house: {"form": {"name": "王小明", "born_on": "1990-01-01"}},
    "customers.save_note": one("customer", "customer_id", note="note", version=1),
    "customers.save_care_flags": one("customer", "customer_id", care_flags=[], version=1),
    "customers.add_contact_point": one("customer", "customer_id", form={"value": "13900001111"}),
    "figures.board": nothing,
    "figures.explain": lambda house: {"asked": {"figure": "offered", "queue": "cards"}},
    "figures.explain_calls": lambda house: {"asked": {"figure": "offered", "queue": "cards"}},
    "figures.history": _history,
    "kit.work": lambda house: {"choice": {"view": "all"}},
    "kit.load": lambda house: {"choice": {"view": "all", "kinds": ["callback_task"]}},
    "kit.receivers": lambda house: {"kinds": ["callback_task"]},
    "kit.give": lambda house: {"form": {"ids": [str(house.ids["work"])], "person_id": str(house.ids["person"])}},
    "kit.jobs": nothing,
    "kit.job": one("job", "job_id"),
    "kit.stop_job": one("job", "job_id"),
    "kit.approvals": nothing,
    "kit.approve": one("approval", "approval_id", **DECISION),
    "kit.refuse": one("approval", "approval_id", **DECISION),
    "kit.withdraw": one("approval", "approval_id"),
    "people.people": nothing,
    "people.add_person": lambda house: {"form": _staff(house, login=f"n{uuid.uuid4().hex[:8]}")},
    "people.look_at_people_file": lambda house: {"form": _people_file()},
    "people.take_people_file": lambda house: {"form": _people_file(lines=[2])},
    "people.make_passwords": lambda house: {"form": {"people": [str(house.person)]}},
    "people.password_list": one("job", "job_id"),
    "people.person": one("person", "person_id"),
    "people.edit_person": lambda house: {
        "person_id": house.person,
        "form": _staff(house, agent_code="8101", active=True, version=1),
    },
    "people.substitutions": nothing,
    "people.substitution_candidates": nothing,
    "people.add_substitution": lambda house: {
        "form": {
            "person_id": str(house.person),
            "substitute_id": str(house.stand_in),
            "from_at": (datetime.now(UTC) + timedelta(days=5)).isoformat(),
            "until_at": (datetime.now(UTC) + timedelta(days=6)).isoformat(),
            "reason": "because",
        }
    },
    "people.end_substitution": one("substitution", "substitution_id", form={"reason": "", "version": 1}),
    "people.unlock": one("person", "person_id"),
    "people.role_holders": lambda house: {"code": "agent"},
    "administration.history": lambda house: {"entity": "person", "entity_id": str(house.person)},
    "people.set_one_time_password": one("person", "person_id"),
    "quality.choices": nothing,
    "quality.preview": lambda house: _sample(house),
    "quality.draw": lambda house: _sample(house, name="x", n=1, reviewers=[str(house.insider)]),
    "quality.samples": nothing,
    "quality.sample": one("sample", "sample_id"),
    "quality.item": one("item", "item_id"),
    "quality.results": _window,
    "quality.reviews": _window,
    "reports.scopes": nothing,
    "reports.sheet": _choice,
    "reports.export_sheet": _choice,
    "reports.export_workbook": _choice,
    "reports.calls": _cell,
    "reports.saved": nothing,
    "reports.save": _saved,
    "reports.change_saved": lambda house: {"report_id": house.report, **_saved(house)},
    "reports.make_now": one("report", "report_id"),
    "reports.files": one("report", "report_id"),
    "reports.file": one("file", "file_id"),
    "reports.remove_saved": one("report", "report_id"),
    "supervising.alarms": nothing,
    "supervising.alarm_history": nothing,
    "supervising.acknowledge": one("alarm", "alarm_id", note="seen"),
    "supervising.abandoned": nothing,
    "supervising.add_task": one("lost", "call_id"),
    "supervising.close_task": one("task", "task_id", form={"result": "withdrawn", "version": 1}),
    "supervising.messages": nothing,
    "supervising.audience": nothing,
    "supervising.message": one("message", "message_id"),
    "supervising.send_message": lambda house: {
        "form": {"audience": "person", "person_id": str(house.person), "words": "hello"}
    },
    "supervising.withdraw_message": one("message", "message_id"),
    "supervising.hands": nothing,
    "supervising.answer_hand": one("hand", "assist_id", form={"way": "listen"}),
    "supervising.served_queues": one("person", "person_id"),
    "supervising.change_queue": one(
        "person", "person_id", form={"queue": "loans", "member": True, "penalty": 0, "minutes": 60, "why": "because"}
    ),
    "supervising.change_queues": lambda house: {
        "form": {
            "people": [str(house.person)],
            "queue": "loans",
            "member": True,
            "penalty": 0,
            "minutes": 60,
            "why": "because",
        }
    },
    "supervising.overrides": nothing,
    "supervising.end_override": one("override", "override_id", **WHY),
}
NOT_OF_A_ROW = {"nothing_to_draw", "transition_refused"}
"""Refusals that speak of the caller's own seat, or of nothing being there."""
OF_NOBODY = {"kit.approve", "kit.refuse", "kit.withdraw", "kit.approvals", "kit.stop_job"}
"""What only its own author, or nobody in this house, may do: for everything as little as for a part."""
OF_ITS_ASKER = (
    "calls.choose_customer",
    "calls.pick_up_ring",
    "reports.file",
    "calls.sound",
    "papers.content",
    "papers.sound",
    "papers.attach",
    "people.password_list",
)
"""What is refused to whoever it is not about: a call at another seat, a file that somebody else has asked for."""
NAMES_NOTHING = {
    "kit.load",
    "kinds.registers",
    "calls.ringing",
    "supervising.alarms",
    "reports.export_workbook",
    "reports.export_project_workbook",
    "cases.due_soon",
    "cases.statistics",
    "cases.export_statistics",
    "cases.monthly",
    "cases.export_monthly",
    "cases.export_monthly_workbook",
    "cases.news",
    "cases.export_statistics_workbook",
    "quality.preview",
    "people.add_person",
    "administration.history",
}
"""Lists whose answer to whoever may see all names no record (a count, a file; an alarm that the hub has cleared meanwhile), or that a rule
of the centre narrows."""


def narrowed_operations() -> list[Operation[..., Any]]:
    """Every operation that is declared to reach less than everything for some callers."""
    return [one for one in EVERY if one.scope.reach in NARROWED or one.scope.all_with is not None]


def everything_there_is(hub: HubThread, staff: Staff, login: str, kind: str, house: House) -> Client:
    """Sign in somebody who holds every permission there is, as far as `kind` says."""
    with staff.database.write() as db:
        if db.get(Role, f"every_{kind}") is None:
            db.add(Role(code=f"every_{kind}", name_zh="全部", name_en="Every", permissions=permissions()))
    person = staff.person(login, agent_code=None)
    with staff.database.write() as db:
        row = db.get_one(Person, person.id)
        row.team_id, row.branch_code = house.west, "B02"
        db.add(QueueMember(queue_id=house.loans, person_id=person.id))
        db.add(PersonRole(person_id=person.id, role_code=f"every_{kind}", scope=kind))
    house.ids.setdefault("insider", person.id)
    client = Client(hub.url)
    assert client.sign_in(login).ok
    return client


def asked(client: Client, operation: Operation[..., Any], given: Given) -> requests.Response:
    """Ask as a desk would, for what need not be a record of ours already."""
    path, query, body = operation.path, dict[str, Any](), dict[str, Any]()
    for part in operation.parts:
        if part.name not in given:
            continue
        value = given[part.name]
        if part.place == "path":
            path = path.replace(f"{{{part.name}}}", str(value))
        elif part.place == "body":
            body = value
        elif part.place == "field":
            body[part.name] = str(value) if isinstance(value, uuid.UUID) else value
        else:
            query |= value if isinstance(value, dict) else {part.wire: _plain(value)}
    return client.ask(operation.method, f"/api{path}", _json(body) if operation.sends else None, **query)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _json(body: Any) -> Any:
    if isinstance(body, dict):
        return {name: _json(value) for name, value in body.items()}
    return str(body) if isinstance(body, uuid.UUID) else body


def shown_in(file: requests.Response, house: House) -> list[str]:
    """What a file shows of the house: in a workbook marks, and numbers that are not zero; any other file is one that nobody should have."""
    if file.headers["content-type"] != XLSX:
        return ["a file"]
    cells = [cell for page in load_workbook(io.BytesIO(file.content)) for line in page.values for cell in line if cell]
    numbers = [f"the number {cell}" for cell in cells if isinstance(cell, int | float)]
    return numbers + [mark for mark in house.marks if any(mark in str(cell) for cell in cells)]


def marks_in(answer: requests.Response, house: House) -> list[str]:
    """What an answer names of the house; the digits of a moment are no number of anybody's."""
    text = re.sub(r"T[0-9:]{8}\.[0-9]+", "", answer.text)
    return [mark for mark in house.marks if mark in text]


def counts(found: Any, at: str = "") -> list[str]:
    """Every count in an answer that is not zero, by where it stands."""
    if isinstance(found, dict):
        return [place for name, value in found.items() for place in _counted(name, value, f"{at}.{name}")]
    return [place for value in found for place in counts(value, at)] if isinstance(found, list) else []


def _counted(name: str, value: Any, at: str) -> list[str]:
    if isinstance(value, int) and not isinstance(value, bool):
        return [f"{at} = {value}"] if value and COUNTED.match(name) else []
    return counts(value, at)


def test_every_operation_that_is_narrowed_has_an_example() -> None:
    named = {one.name for one in narrowed_operations()}
    missing = sorted(named - set(EXAMPLES))
    assert not missing, (
        f"{', '.join(missing)}: an operation of scope held, own, team or queue needs an example in EXAMPLES (what to ask for, of the"
        " house's record of that kind; add a record to `furnished` where there is none yet)"
    )
    assert set(EXAMPLES) <= named


@pytest.mark.parametrize("kind", OUTSIDERS)
@pytest.mark.expects_log
def test_nobody_of_another_team_queue_or_branch_finds_anything(
    hub: HubThread, staff: Staff, house: House, kind: str
) -> None:
    outsider = everything_there_is(hub, staff, f"out_{kind}", kind, house)
    wrong = []
    for operation in narrowed_operations():
        answer = asked(outsider, operation, EXAMPLES[operation.name](house))
        names_a_row = any(part.place == "path" for part in operation.parts)
        refused = answer.json()["error"]["id"] if answer.status_code >= 400 else ""
        no_such = (answer.status_code == 422 and operation.writes and not names_a_row) or refused in NOT_OF_A_ROW
        if answer.status_code in (403, 404) or no_such:
            found = marks_in(answer, house)
        elif answer.status_code != 200 or names_a_row:
            found = [f"answered {answer.status_code}"]
        else:
            found = marks_in(answer, house)
            if answer.headers["content-type"].startswith("application/json"):
                found += counts(answer.json()) if operation.name != "people.people" else []
            else:
                found += shown_in(answer, house)
        if found:
            wrong.append(f"{operation.name}: {found} {answer.text[:300]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.expects_log
def test_whoever_holds_the_same_for_everything_finds_it(hub: HubThread, staff: Staff, house: House) -> None:
    insider = everything_there_is(hub, staff, "insider", "all", house)
    wrong = []
    for operation in sorted(narrowed_operations(), key=lambda one: (one.writes, one.method == "DELETE")):
        if operation.name in OF_NOBODY:
            continue
        answer = asked(insider, operation, EXAMPLES[operation.name](house))
        # What somebody may not do here for another reason (no seat, no sound, his own call) is refused as that.
        refused = answer.status_code in (403, 404, 500)
        own_alone = operation.name in OF_ITS_ASKER
        silent = not any(mark in answer.text for mark in house.marks) and operation.name not in NAMES_NOTHING
        if (refused and not own_alone) or (silent and answer.status_code == 200 and not operation.writes):
            wrong.append(f"{operation.name}: {answer.status_code} {answer.text[:300]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_what_belongs_to_the_whole_centre_needs_the_permission_for_everything(
    hub: HubThread, staff: Staff, house: House, kind: str
) -> None:
    outsider = everything_there_is(hub, staff, f"out_{kind}", kind, house)
    for operation in EVERY:
        if operation.scope == ALL and not operation.writes and "{" not in operation.path:
            answer = asked(outsider, operation, {})
            assert answer.status_code in (403, 422), f"{operation.name}: {answer.status_code}"


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_the_inbox_and_the_feed_say_nothing_of_others(hub: HubThread, staff: Staff, house: House, kind: str) -> None:
    outsider = everything_there_is(hub, staff, f"out_{kind}", kind, house)
    assert not [mark for mark in house.marks if mark in outsider.get("/api/work/mine").text]
    assert not [mark for mark in house.marks if mark in outsider.get("/api/floor/tasks/own").text]
    insider = everything_there_is(hub, staff, "insider", "all", house)
    for name in (
        "supervising.add_task",
        "supervising.answer_hand",
        "supervising.acknowledge",
        "cases.note",
        "calls.free_agent",
    ):
        operation = next(one for one in EVERY if one.name == name)
        assert asked(insider, operation, EXAMPLES[name](house)).ok, name
    caller = line_of(staff, outsider)
    with staff.database.read() as db:
        heard = {row.entity for row in db.query(Change) if caller.audiences() & set(row.audience)}
        told = {row.entity for row in db.query(Change)}
    assert {"complaint", "assist", "alarm", "work_item", "callback_task"} <= told
    assert heard - FREE_CHANGES == set()


def line_of(staff: Staff, client: Client) -> Caller:
    """The caller of a live line, as the hub admits them."""
    with staff.database.read() as db:
        return caller_by_token(db, client.token or "", datetime.now(UTC))


def test_the_pushed_board_shows_a_part_of_the_floor_alone(hub: HubThread, staff: Staff, house: House) -> None:
    insider = everything_there_is(hub, staff, "insider", "all", house)
    whole = Board.model_validate(insider.get("/api/floor/board").json())
    assert "cards" in [row.queue.code for row in whole.queues] and not whole.part
    outsider = line_of(staff, everything_there_is(hub, staff, "out_queue", "queue", house))
    with staff.database.read() as db:
        part = Part.of(db, outsider.reach("floor.view"))
    shown = narrowed(whole, part)
    assert shown.part and not shown.intervals and part.queues == {"loans"}
    assert "cards" not in [row.queue.code for row in shown.queues]
    assert not [mark for mark in house.marks if mark in shown.model_dump_json()] and shown.total.offered == 0


def test_a_leader_finds_what_belongs_to_the_own_team(hub: HubThread, staff: Staff, house: House) -> None:
    """The same scope on the right side: the team's agent, their call, complaint, score and hand are there."""
    leader = everything_there_is(hub, staff, "leader", "team", house)
    with staff.database.write() as db:
        db.query(Person).filter(Person.login == "leader").update({"team_id": house.east})
    for name in ("calls.story", "cases.story", "quality.item", "people.person", "customers.card"):
        operation = next(one for one in EVERY if one.name == name)
        assert asked(leader, operation, EXAMPLES[name](house)).ok, name
    assert "林东组员" in leader.get("/api/floor/board").text and "林东组员" in leader.get("/api/floor/assist").text
    assert str(house.call) in leader.get("/api/calls").text


def test_rights_hold_from_their_first_day_to_their_last(hub: HubThread, staff: Staff, house: House) -> None:
    now = datetime.now(UTC)
    guest = staff.person("guest")
    client = Client(hub.url)
    for valid_from, valid_to, status in (
        (now + timedelta(hours=1), None, 403),
        (None, now - timedelta(hours=1), 403),
        (now - timedelta(hours=1), now + timedelta(hours=1), 200),
    ):
        with staff.database.write() as db:
            db.query(PersonRole).filter(PersonRole.person_id == guest.id).delete()
            db.add(PersonRole(person_id=guest.id, role_code="supervisor", valid_from=valid_from, valid_to=valid_to))
        client.sign_in("guest", takeover=True)
        assert client.get("/api/calls").status_code == status


def test_queues_are_there(staff: Staff, house: House) -> None:
    with staff.database.read() as db:
        assert {one.code for one in db.query(Queue)} == {"cards", "loans"}
        assert db.get_one(Call, house.call).customer_id == house.customer == db.query(Customer).one().id
