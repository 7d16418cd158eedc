"""Every form of the desk says late, refused, unreachable and stale in the same way, and loses nothing that was typed."""

import ast
import types
import typing
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, cast

import pytest
from pydantic import AwareDatetime, BaseModel
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import agent_desk
from agent_desk.desk.administration import lists
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.campaigns.answers import AnswersWork
from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.context import DeskContext, Window
from agent_desk.desk.kit.drafted_form import DraftedForm
from agent_desk.desk.kit.errors import HubRefused, KeptForLater
from agent_desk.desk.kit.live import Live
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.schemas.administration.centre_file import Difference, PartDifference
from agent_desk.schemas.administration.records import RoleRow, Roles, StaffRow, TargetRow
from agent_desk.schemas.calls.lists import DISPOSITIONS, REASONS
from agent_desk.schemas.calls.measures import MeasuredQueue, MeasurePage
from agent_desk.schemas.calls.members import QueueMembersRow
from agent_desk.schemas.calls.recordings import PolicyRow, SupervisionView
from agent_desk.schemas.calls.records import PersonRef, QueueRef, WrapUp
from agent_desk.schemas.calls.settings import RECORDING_RULES
from agent_desk.schemas.calls.voice_plan import VoicePlanView
from agent_desk.schemas.campaigns.records import AnswerField, CallProject, ProjectRow
from agent_desk.schemas.cases.complaint_file import ComplaintFileView, ComplaintLine
from agent_desk.schemas.cases.kinds.records import CaseChoices, KindCase, KindVersion
from agent_desk.schemas.cases.papers.records import CaseLetter, TemplateChoice, TemplateRow
from agent_desk.schemas.cases.records import Complaint, ComplaintWay, Term, Terms
from agent_desk.schemas.cases.tasks.records import CaseTask, TaskChoices
from agent_desk.schemas.customers.records import CustomerCard, CustomerWords, MaskRuleView
from agent_desk.schemas.equipment.records import IncidentRow, SeatRow
from agent_desk.schemas.figures.board import AgentRow
from agent_desk.schemas.figures.views import BoardLayout, WallboardToken
from agent_desk.schemas.kit.operation import Request
from agent_desk.schemas.kit.settings import SettingView
from agent_desk.schemas.kit.table_file import TableFileAsk
from agent_desk.schemas.kit.work_items import KeptChoices, WorkChoice, WorkItem, WorkPerson
from agent_desk.schemas.people.directory import GroupRow
from agent_desk.schemas.people.people_file import PeopleFileView, PersonLine
from agent_desk.schemas.people.substitutions import Candidate
from agent_desk.schemas.quality.records import Question, Review, ReviewItem, ScoreForm
from agent_desk.schemas.reports.sheet import ReportChoice, SavedReport
from agent_desk.schemas.settings import declared
from agent_desk.schemas.supervising.records import AlarmRuleRow
from agent_desk.ui.administration.alarm_rules_page import AlarmRulesPage
from agent_desk.ui.administration.centre_file_dialog import TakeFileDialog
from agent_desk.ui.administration.directory_page import DirectoryPage, NewGroupDialog
from agent_desk.ui.administration.lists_page import ListEntriesPage, NewEntryDialog
from agent_desk.ui.administration.masks_page import MasksPage
from agent_desk.ui.administration.members_page import MembersPage
from agent_desk.ui.administration.new_person import NewPersonDialog
from agent_desk.ui.administration.new_role import NewRoleDialog
from agent_desk.ui.administration.people_file_dialog import PeopleFileDialog
from agent_desk.ui.administration.people_page import PeoplePage
from agent_desk.ui.administration.reach import Offered
from agent_desk.ui.administration.recording_page import RecordingPage
from agent_desk.ui.administration.roles_page import RolesPage
from agent_desk.ui.administration.settings_page import SettingPage
from agent_desk.ui.administration.targets_page import TargetsPage
from agent_desk.ui.administration.voice_plan.page import VoicePlanPage
from agent_desk.ui.administration.wallboards_page import NewWallboardDialog, WallboardsPage
from agent_desk.ui.calls.wrap_up import WrapUpPanel
from agent_desk.ui.campaigns.page import MoveDialog, NewProjectDialog, ProjectsPage
from agent_desk.ui.campaigns.wrap_up_fields import WrapUpFields
from agent_desk.ui.cases.actions import ActionDialog, Facts, actions_of
from agent_desk.ui.cases.complaint_file_dialog import ComplaintFileDialog
from agent_desk.ui.cases.complaint_form import ComplaintForm
from agent_desk.ui.cases.correct import CorrectDialog
from agent_desk.ui.cases.kinds.designer.designer import DesignerDialog
from agent_desk.ui.cases.kinds.designer.migrate import MigrateDialog
from agent_desk.ui.cases.kinds.designer.new_kind import NewKindDialog
from agent_desk.ui.cases.kinds.dialogs import DelegateDialog, EditCaseDialog, NewCaseDialog
from agent_desk.ui.cases.kinds.dialogs import MoveDialog as StepDialog
from agent_desk.ui.cases.kinds.order_form import OrderForm
from agent_desk.ui.cases.kinds.publishing import PublishDialog
from agent_desk.ui.cases.monthly_page import FreezeDialog
from agent_desk.ui.cases.notes import NoteBox
from agent_desk.ui.cases.papers.files_panel import AttachDialog
from agent_desk.ui.cases.papers.letters_panel import LetterDialog, SentDialog
from agent_desk.ui.cases.papers.templates_page import TemplateDialog
from agent_desk.ui.cases.tasks.case_dialogs import UrgeDialog, WatchDialog
from agent_desk.ui.cases.tasks.dialogs import GiveDialog, PassOnDialog, SendDialog, WordsDialog
from agent_desk.ui.customers.card import CustomerCardPanel
from agent_desk.ui.customers.new_customer import NewCustomerDialog
from agent_desk.ui.customers.note import NoteEditor
from agent_desk.ui.equipment.seats_page import IncidentDialog, MendDialog, SeatsPage
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.forms import Form as Fields
from agent_desk.ui.kit.inputs import NumberInput
from agent_desk.ui.kit.notices import RecordedNotices
from agent_desk.ui.kit.pages.declared_fields import add_field
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.pages.editor import Values
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.give_work import GiveWorkDialog
from agent_desk.ui.kit.pages.inbox import KeepChoiceDialog
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.pages.substitutes import SubstitutionDialog
from agent_desk.ui.quality.forms_page import NewScoreFormDialog, PutInForceDialog, ScoreFormsPage
from agent_desk.ui.quality.new_sample import NewSampleDialog
from agent_desk.ui.quality.score_card import ScoreCard
from agent_desk.ui.reports.report_form import ReportDialog
from agent_desk.ui.supervising.measures import MeasureDialog
from agent_desk.ui.supervising.messages import MessageDialog
from agent_desk.ui.supervising.overrides import QueueDialog
from agent_desk.ui.supervising.supervising import SupervisionDialog
from tests.fixtures.keyboard import Keyboard, keyboard
from tests.fixtures.kinds import small_kind
from tests.fixtures.small_hub import Answer, Asked, SmallHub, refusal, small_hub

__all__ = ["keyboard"]

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ID = uuid.UUID(int=7)
ROOT = Path(agent_desk.__file__).parent


def made(model: type[BaseModel], **more: Any) -> Any:
    """The least record of a model: made-up values for what it needs."""
    given = {
        name: _some(one.annotation)
        if any(getattr(mark, "min_length", 0) for mark in one.metadata)
        else _value(one.annotation)
        for name, one in model.model_fields.items()
        if one.is_required() and name not in more
    }
    return model.model_validate({**given, **more})


def _some(wanted: Any) -> Any:
    """One of what a list must have one of; else as ever."""
    return [_value(typing.get_args(wanted)[0])] if typing.get_origin(wanted) is list else _value(wanted)


def _value(wanted: Any) -> Any:
    origin = typing.get_origin(wanted)
    if origin is typing.Annotated:
        return _value(typing.get_args(wanted)[0])
    if origin is Literal:
        return typing.get_args(wanted)[0]
    if origin in (typing.Union, types.UnionType):
        return None if type(None) in typing.get_args(wanted) else _value(typing.get_args(wanted)[0])
    if origin in (list, dict):
        return origin()
    if isinstance(wanted, type) and issubclass(wanted, BaseModel):
        return made(wanted)
    simple: dict[Any, Any] = {
        str: "x",
        int: 1,
        float: 0.5,
        bool: True,
        uuid.UUID: ID,
        datetime: NOW,
        AwareDatetime: NOW,
    }
    return simple.get(wanted, NOW.date())


@dataclass
class Form:
    """One form as it is used: what is typed in it, and the record another person made of it meanwhile (None for new ones)."""

    widget: QWidget
    notice: FormNotice
    typed: dict[str, Any]
    theirs: BaseModel | None = None
    late: bool = False
    """Whether it is sent through the outbox."""
    action: str = field(default="")

    @property
    def drafted(self) -> DraftedForm[Any]:
        return self.notice.drafted

    def type(self) -> None:
        self.drafted.type({**self.drafted.values, **self.typed})


def editor(page: Any, record: Any, field: str, mine: Any, theirs: Any) -> Form:
    """A page of the administrator with a record in its editor."""
    (page.open if hasattr(page, "open") else page._show)(record)
    shown = page.editor.drafted.values
    assert field in shown
    return Form(page, page.editor.notice, {field: mine}, theirs)


def newer(record: Any, **more: Any) -> Any:
    return type(record).model_validate({**record.model_dump(), **more, "version": record.version + 1})


def of_people(context: DeskContext) -> Form:
    row = made(StaffRow, version=1)
    return editor(PeoplePage(context), row, "name", "mine", newer(row, name="theirs"))


def of_roles(context: DeskContext) -> Form:
    row = made(RoleRow, version=1)
    return editor(RolesPage(context), row, "name_zh", "mine", newer(row, name_zh="theirs"))


def of_a_new_role(context: DeskContext) -> Form:
    dialog = NewRoleDialog(context, made(Roles))
    return Form(dialog, dialog.notice, {"name_zh": "mine", "name_en": "mine"})


def of_queue_members(context: DeskContext) -> Form:
    row = made(QueueMembersRow, version=1)
    theirs = newer(row, members=[{"person_id": ID, "penalty": 0}])
    return editor(MembersPage(context), row, "members", [[str(ID), 1]], theirs)


def of_reasons(context: DeskContext) -> Form:
    row = made(REASONS.row, version=1)
    return editor(ListEntriesPage(context, REASONS), row, "name_zh", "mine", newer(row, name_zh="theirs"))


def of_dispositions(context: DeskContext) -> Form:
    row = made(DISPOSITIONS.row, version=1)
    return editor(ListEntriesPage(context, DISPOSITIONS), row, "name_zh", "mine", newer(row, name_zh="theirs"))


def of_targets(context: DeskContext) -> Form:
    row = made(TargetRow, threshold_ms=20_000, short_ms=5_000, version=1)
    return editor(TargetsPage(context), row, "threshold_s", 15, newer(row, threshold_ms=30_000))


def of_a_setting(context: DeskContext) -> Form:
    page = SettingPage(context, RECORDING_RULES)
    view = SettingView[RECORDING_RULES.record].model_validate({"value": {"pause_limit_s": 60}, "version": 1})  # type: ignore[name-defined]
    return editor(page, view, "pause_limit_s", 90, newer(view, value={"pause_limit_s": 120}))


def of_recording(context: DeskContext) -> Form:
    row = made(PolicyRow, mode="percentage", version=1)
    return editor(RecordingPage(context), row, "percent", 30, newer(row, percent=60))


def of_masks(context: DeskContext) -> Form:
    row = made(MaskRuleView, kind="digits", version=1)
    return editor(MasksPage(context), row, "head", 5, newer(row, head=9))


def of_alarm_rules(context: DeskContext) -> Form:
    row = made(AlarmRuleRow, figure="waiting", threshold=10, clear_at=5, version=1)
    return editor(AlarmRulesPage(context), row, "hold_s", 30, newer(row, hold_s=60))


def of_a_wallboard(context: DeskContext) -> Form:
    row = made(WallboardToken, pages=["queues"], version=1)
    return editor(WallboardsPage(context), row, "seconds", 30, newer(row, seconds=60))


def of_a_score_form(context: DeskContext) -> Form:
    row = made(ScoreForm, used=False, questions=[made(Question)], version=1)
    return editor(ScoreFormsPage(context), row, "pass_mark", 70, newer(row, pass_mark=90))


def of_a_kept_report(context: DeskContext) -> Form:
    report = made(SavedReport, choice=made(ReportChoice), version=1)
    dialog = ReportDialog(context, report.choice, report)
    return Form(dialog, dialog.notice, {"name": "mine"}, newer(report, name="theirs"))


def of_a_new_report(context: DeskContext) -> Form:
    dialog = ReportDialog(context, made(ReportChoice))
    return Form(dialog, dialog.notice, {"name": "mine"})


def of_the_voice_plan(context: DeskContext) -> Form:
    view = made(VoicePlanView, version=1)
    page = VoicePlanPage(context)
    page._came(([], view))
    number = {"number": "95500", "queue": "card"}
    theirs = VoicePlanView.model_validate({**view.model_dump(), "plan": {"numbers": [number]}, "version": 2})
    mine = theirs.plan.model_copy(deep=True)
    mine.numbers[0].number = "95511"
    return Form(page, page.notice, {"numbers": mine.model_dump(mode="json")["numbers"]}, theirs)


def of_a_correction(context: DeskContext) -> Form:
    complaint = made(Complaint, version=1)
    dialog = CorrectDialog(context, complaint, made(Terms))
    return Form(dialog, dialog.notice, {"complainant": "mine"}, newer(complaint, complainant="theirs"))


def of_a_step_of_a_complaint(context: DeskContext) -> Form:
    way = made(ComplaintWay, to="decided", enters="decided", fields=[], name_zh="作出处理决定", name_en="Decide")
    complaint = made(Complaint, ways=[way], state="in_progress", version=1)
    deed, _others = actions_of(complaint)
    assert deed is not None

    def send(_sent: Any) -> Complaint:
        return context.api.ask(Request("POST", "/cases/complaints/1/transition", {}, Complaint))

    dialog = ActionDialog(context, deed, Facts(complaint), send, lambda _error: None)
    return Form(dialog, dialog.notice, {"words": "mine"})


def of_a_complaint(context: DeskContext) -> Form:
    form = ComplaintForm(context)
    form.work.drafted.open(About().key)
    return Form(form, form.notice, {"narrative": "mine"}, late=True)


def of_a_request(context: DeskContext) -> Form:
    form = OrderForm(context)
    form.work.kind = small_kind("chief", in_calls=True)
    form.work.choices = made(CaseChoices)
    form.work.offered.emit()
    form.work.drafted.open(About().key)
    return Form(form, form.notice, {"what": "mine"}, late=True)


def of_a_file_of_a_case(context: DeskContext) -> Form:
    # Where there is no file nothing is sent: this very file is one.
    dialog = AttachDialog(context, "complaint", ID, Path(__file__))
    return Form(dialog, dialog.notice, {"note": "mine"})


def of_a_letter(context: DeskContext) -> Form:
    dialog = LetterDialog(
        context, "complaint", ID, [made(TemplateChoice, code="answer"), made(TemplateChoice, code="other")]
    )
    return Form(dialog, dialog.notice, {"template": "other"})


def of_a_letter_that_went_out(context: DeskContext) -> Form:
    dialog = SentDialog(context, made(CaseLetter, version=1))
    return Form(dialog, dialog.notice, {"words": "mine"})


def of_a_template_of_letters(context: DeskContext) -> Form:
    dialog = TemplateDialog(context, made(TemplateRow, code="answer", version=1))
    return Form(dialog, dialog.notice, {"name_zh": "mine"})


def of_a_note_on_a_complaint(context: DeskContext) -> Form:
    box = NoteBox(context)
    box.show_complaint(ID)
    return Form(box, box.notice, {"words": "mine"}, late=True)


def of_a_customers_note(context: DeskContext) -> Form:
    card = made(CustomerCard, note="first", version=1)
    note = NoteEditor(context)
    note.show_card(card)
    return Form(note, note.notice, {"note": "mine"}, newer(card, note="theirs"), late=True)


def of_care_flags(context: DeskContext) -> Form:
    card = made(CustomerCard, version=1)
    panel = CustomerCardPanel(context)
    panel._customer_id = card.customer_id
    panel.feed.take((card, made(CustomerWords)))
    flags = [{"code": "elderly", "name_zh": "高龄", "name_en": "Elderly"}]
    return Form(panel, panel.flags_notice, {"care_flags": ["hearing"]}, newer(card, care_flags=flags))


def of_the_wrap_up(context: DeskContext) -> Form:
    panel = WrapUpPanel(context, Seat(context))
    panel.work.open(ID)
    panel.work._came(made(WrapUp, call_id=ID, notes="first", version=1))
    theirs = made(WrapUp, call_id=ID, notes="theirs", version=2)
    return Form(panel, panel.notice, {"notes": "mine"}, theirs, late=True)


def of_a_review(context: DeskContext) -> Form:
    item = made(ReviewItem)
    item.own, item.review.state, item.review.version, item.review.answers = True, "draft", 1, {}
    card = ScoreCard(context)
    card.work.open(item)
    theirs = Review.model_validate({**item.review.model_dump(), "comment": "theirs", "version": 2})
    return Form(card, card.notice, {"comment": "mine"}, theirs, late=True)


def of_a_new_person(context: DeskContext) -> Form:
    dialog = NewPersonDialog(context, Offered())
    return Form(dialog, dialog.notice, {"login": "a1", "name": "mine"})


def of_a_new_customer(context: DeskContext) -> Form:
    dialog = NewCustomerDialog(context, [])
    return Form(dialog, dialog.notice, {"name": "mine"})


def of_a_centres_file(context: DeskContext) -> Form:
    part = PartDifference(name="queues", title_zh="x", title_en="x", added=1)
    dialog = TakeFileDialog(context, "system", "x.toml", "x", Difference(parts=[part]))
    return Form(dialog, dialog.notice, {"reason": "mine"})


SOURCE = [Term(key="12378", name_zh="x", name_en="x")]


def of_people_from_a_file(context: DeskContext) -> Form:
    row = PersonLine(line=2, change="new", login="x")
    dialog = PeopleFileDialog(context, TableFileAsk(pieces=["eA=="]), PeopleFileView(rows=[row]))
    return Form(dialog, dialog.notice, {"reason": "mine"})


def of_complaints_from_a_list(context: DeskContext) -> Form:
    row = ComplaintLine(line=2, change="new")
    terms = Terms(edition="x", channels=[], businesses=[], causes=[], wishes=[], sources=SOURCE, urgencies=[])
    ask = TableFileAsk(name="list.csv", pieces=["eA=="])
    dialog = ComplaintFileDialog(context, ask, terms, ComplaintFileView(rows=[row]))
    return Form(dialog, dialog.notice, {"source": "12378"})


def of_the_directorys_groups(context: DeskContext) -> Form:
    row = made(GroupRow, version=1)
    return editor(DirectoryPage(context), row, "name", "mine", newer(row, name="theirs"))


def of_a_new_group(context: DeskContext) -> Form:
    dialog = NewGroupDialog(context, Offered())
    return Form(dialog, dialog.notice, {"name": "mine", "role": "agent"})


def of_a_new_word(context: DeskContext) -> Form:
    def add(values: Values) -> Any:
        return lists.add(context.api, REASONS, REASONS.new.model_validate(values))

    dialog = NewEntryDialog(context, "New", "new_reason", add, REASONS.row)
    return Form(dialog, dialog.notice, {"code": "mine", "name_zh": "x", "name_en": "x"})


def of_a_new_sample(context: DeskContext) -> Form:
    dialog = NewSampleDialog(context)
    dialog._timer.stop()
    return Form(dialog, dialog.notice, {"name": "mine"})


def of_a_message(context: DeskContext) -> Form:
    dialog = MessageDialog(context, [], parent=cast(Any, None))
    return Form(dialog, dialog.notice, {"words": "mine"})


def of_an_agents_queues(context: DeskContext) -> Form:
    dialog = QueueDialog(context, [made(AgentRow)], parent=cast(Any, None))
    return Form(dialog, dialog.notice, {"queue": "card", "why": "mine"})


def of_work_given(context: DeskContext) -> Form:
    dialog = GiveWorkDialog(context, [made(WorkItem)], cast(Any, None))
    dialog._came([made(WorkPerson, id=ID)])
    return Form(dialog, dialog.notice, {"person": ID, "words": "mine"})


def of_a_frozen_month(context: DeskContext) -> Form:
    dialog = FreezeDialog(context, date(2026, 10, 1), corrects=True, parent=cast(Any, None))
    return Form(dialog, dialog.notice, {"reason": "mine"})


def of_a_kept_choice(context: DeskContext) -> Form:
    dialog = KeepChoiceDialog(context, made(KeptChoices), made(WorkChoice), cast(Any, None))
    return Form(dialog, dialog.notice, {"name": "mine"})


def of_a_measure(context: DeskContext) -> Form:
    dialog = MeasureDialog(context, "opened", [made(QueueRef)], parent=cast(Any, None))
    dialog._came(made(MeasurePage, queues=[made(MeasuredQueue)]))
    return Form(dialog, dialog.notice, {"why": "mine"})


def of_a_supervision(context: DeskContext) -> Form:
    def order(extension: str, why: str) -> SupervisionView:
        return context.api.ask(Request("POST", f"/calls/agents/{extension}/listen", {"why": why}, SupervisionView))

    parent: Any = None
    dialog = SupervisionDialog(
        context, "1", "Listen", "Ring", order, computer=None, extension="8009", text="", parent=parent
    )
    return Form(dialog, dialog.notice, {"extension": "8010", "why": "mine"})


def of_a_substitution(context: DeskContext) -> Form:
    people = [Candidate(id=ID, name="x", name_en="x", agent_code=None, login="x", away=True, stand_in=True)]
    dialog = SubstitutionDialog(context, people, 60, own=False)
    return Form(dialog, dialog.notice, {"person_id": ID, "substitute_id": ID, "reason": "mine"})


def of_a_project(context: DeskContext) -> Form:
    row = made(ProjectRow, version=1)
    return editor(ProjectsPage(context), row, "name", "mine", newer(row, name="theirs"))


def of_a_new_project(context: DeskContext) -> Form:
    dialog = NewProjectDialog(context, None)
    return Form(dialog, dialog.notice, {"name": "mine", "queues": ["card"]})


def of_a_step_of_a_project(context: DeskContext) -> Form:
    dialog = MoveDialog(context, made(ProjectRow, version=1), "pause")
    return Form(dialog, dialog.notice, {"why": "mine"})


def of_answers_of_a_project(context: DeskContext) -> Form:
    work = AnswersWork(context)
    fields = WrapUpFields(context, work, lambda _field: False)
    work.setParent(fields)
    work.open(ID)
    asked = made(AnswerField, code="x", kind="text")
    first = made(CallProject, call_id=ID, project_id=ID, fields=[asked], answers={"x": "first"}, version=1)
    work._came(first)
    return Form(fields, fields.notice, {"answers": {"x": "mine"}}, newer(first, answers={"x": "theirs"}), late=True)


def kind_case(**more: Any) -> Any:
    return made(KindCase, definition=small_kind("chief"), state="new", version=1, **more)


def of_a_new_case_of_a_kind(context: DeskContext) -> Form:
    dialog = NewCaseDialog(context, small_kind("chief"), None)
    return Form(dialog, dialog.notice, {"what": "mine"})


def of_a_case_of_a_kind(context: DeskContext) -> Form:
    case = kind_case(fields={"what": "first"})
    dialog = EditCaseDialog(context, case, None)
    return Form(dialog, dialog.notice, {"what": "mine"}, newer(case, fields={"what": "theirs"}))


def of_a_step_of_a_case(context: DeskContext) -> Form:
    kind = small_kind("chief")
    dialog = StepDialog(context, kind_case(), kind.transitions_by_code["finish"], None)
    return Form(dialog, dialog.notice, {"cost": "12", "words": "mine"})


PERSON = {"id": ID, "name": "x", "name_en": "x", "agent_code": None}


def of_a_case_that_is_passed_on(context: DeskContext) -> Form:
    dialog = DelegateDialog(context, kind_case(), made(CaseChoices, people=[PersonRef.model_validate(PERSON)]))
    return Form(dialog, dialog.notice, {"owner": str(ID), "words": "mine"})


def task() -> CaseTask:
    return made(CaseTask, id=ID, name_zh="核实", name_en="Check", code="x", version=1)


def task_choices() -> TaskChoices:
    return made(TaskChoices, people=[PersonRef.model_validate(PERSON)])


def of_a_new_task_of_a_case(context: DeskContext) -> Form:
    dialog = GiveDialog(context, "complaint", ID, "TS1", task_choices())
    return Form(dialog, dialog.notice, {"name": "mine", "asked": "mine", "person": str(ID)})


def of_a_task_sent_again(context: DeskContext) -> Form:
    dialog = SendDialog(context, task(), task_choices())
    return Form(dialog, dialog.notice, {"person": str(ID), "words": "mine"})


def of_a_task_passed_on(context: DeskContext) -> Form:
    dialog = PassOnDialog(context, task(), task_choices())
    return Form(dialog, dialog.notice, {"person": str(ID), "words": "mine"})


def of_a_task_handed_back(context: DeskContext) -> Form:
    dialog = WordsDialog(context, task(), "hand_back")
    return Form(dialog, dialog.notice, {"words": "mine"})


def of_a_case_that_is_urged(context: DeskContext) -> Form:
    dialog = UrgeDialog(context, "complaint", ID, "TS1")
    return Form(dialog, dialog.notice, {"words": "mine"})


def of_a_case_under_supervision(context: DeskContext) -> Form:
    dialog = WatchDialog(context, "complaint", ID, "TS1", on=True)
    return Form(dialog, dialog.notice, {"words": "mine"})


def of_a_kind_that_is_published(context: DeskContext) -> Form:
    dialog = PublishDialog(context, made(KindVersion, kind=small_kind("chief"), version=1))
    return Form(dialog, dialog.notice, {"from_day": "2031-05-01"})


def of_a_new_kind(context: DeskContext) -> Form:
    dialog = NewKindDialog(context, [])
    typed = {"name_zh": "mine", "name_en": "mine", "code": "mine", "prefix": "MN"}
    return Form(dialog, dialog.notice, typed)


def of_a_kind_that_is_drawn(context: DeskContext) -> Form:
    row = made(KindVersion, code="errand", kind=small_kind("chief"), state="draft", version=1)
    dialog = DesignerDialog(context, row, [row])
    mine = small_kind("chief", name_zh="mine").model_dump(mode="json", exclude_defaults=True)
    return Form(dialog, dialog.notice, {"kind": mine}, newer(row, kind=small_kind("chief", name_zh="theirs")))


def of_running_cases_that_are_moved(context: DeskContext) -> Form:
    row = made(KindVersion, code="errand", number=1, kind=small_kind("chief"), state="published", version=1)
    dialog = MigrateDialog(context, row, [row, newer(row, number=2)])
    return Form(dialog, dialog.notice, {"state_new": "doing"})


def of_a_seat(context: DeskContext) -> Form:
    row = made(SeatRow, version=1)
    return editor(SeatsPage(context), row, "network", "mine", newer(row, network="theirs"))


def of_an_incident(context: DeskContext) -> Form:
    dialog = IncidentDialog(context, ID)
    return Form(dialog, dialog.notice, {"what": "mine"})


def of_a_mended_incident(context: DeskContext) -> Form:
    dialog = MendDialog(context, made(IncidentRow, version=1))
    return Form(dialog, dialog.notice, {"solution": "mine"})


def of_a_new_wallboard(context: DeskContext) -> Form:
    dialog = NewWallboardDialog(context)
    return Form(dialog, dialog.notice, {"name": "mine"})


def of_a_new_score_form(context: DeskContext) -> Form:
    dialog = NewScoreFormDialog(context)
    return Form(dialog, dialog.notice, {"name_zh": "mine", "name_en": "mine", "code": "mine"})


def of_a_score_form_in_force(context: DeskContext) -> Form:
    dialog = PutInForceDialog(context, made(ScoreForm, version=1))
    return Form(dialog, dialog.notice, {"counts_from": "2099-01-01"})


def of_a_question_why(context: DeskContext) -> Form:
    def said(api: Api, reason: Any, text: str) -> Complaint:
        return api.ask(Request("POST", f"/x/{reason}", {"why": text}, Complaint))

    reasons = [("break", "Break")]
    dialog = ReasonFormDialog(context, "why", "1", "Title", "Do it", said, Complaint, reasons=reasons)
    return Form(dialog, dialog.notice, {"reason": "break", "text": "mine"})


FORMS: dict[str, Callable[[DeskContext], Form]] = {
    name.removeprefix("of_"): build for name, build in list(globals().items()) if name.startswith("of_")
}


@dataclass
class World:
    """A hub that answers every write as a test wants, and a seat on it."""

    context: DeskContext
    hub: SmallHub
    write: Answer = (200, {})
    theirs: BaseModel | None = None
    built: list[QWidget] = field(default_factory=list)

    def form(self, name: str) -> Form:
        """Build a form that goes with the test: each change of the theme dresses whatever is left."""
        form = FORMS[name](self.context)
        self.built.append(form.widget)
        return form

    def close(self) -> None:
        """Delete the forms that a test has not deleted itself, now."""
        for widget in self.built:
            if isValid(widget):
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def answer(self, asked: Asked) -> Answer:
        return refusal(404, "not_found", what="record") if asked.method == "GET" else self.write


@pytest.fixture
def world(qtbot: QtBot, qapp: Any, tmp_path: Path) -> Iterator[World]:
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    words.set_zone("Asia/Shanghai")
    with small_hub() as hub:
        api = Api(hub.url, connect_timeout_s=0.5, read_timeout_s=2)
        me = SimpleNamespace(id=ID, name="x", name_en="x", login="x", agent_code=None)
        session = SimpleNamespace(may=lambda permission: permission != "audit.view", zone=None, me=me)
        context = DeskContext(
            api=api,
            live=Live(hub.url, clock=api.clock, token=lambda: None),
            outbox=Outbox(api, OutboxFile(tmp_path / "outbox.sqlite"), sentence, autostart=False),
            session=cast(Session, session),
            background=Background(),
            settings=DeskSettings(),
            window=Window(language=words.language),
        )
        made_world = World(context, hub)
        hub.answer = made_world.answer
        yield made_world
        made_world.close()
        context.background.close()
        context.outbox.close()


def sent(qtbot: QtBot, world: World, name: str, write: Answer) -> Form:
    """A form in which something was typed and saved, to which the hub gave this answer."""
    form = world.form(name)
    form.type()
    world.write = write
    if form.theirs is not None and write[0] == 409:
        world.write = refusal(409, "stale_version", current=form.theirs.model_dump(mode="json"))
    form.drafted.save()
    qtbot.waitUntil(lambda: not form.drafted.busy, timeout=10_000)
    return form


def lost(form: Form, world: World) -> list[str]:
    """What was typed and is neither in the form nor on the disk."""
    kept = world.context.outbox.drafts(form.drafted.kind)
    in_form = [name for name, value in form.typed.items() if form.drafted.values.get(name) != value]
    return in_form if kept else ["no draft on the disk"]


@pytest.mark.parametrize("name", FORMS)
def test_a_refusal_is_said_and_what_was_typed_stays(qtbot: QtBot, world: World, name: str) -> None:
    form = sent(qtbot, world, name, refusal(403, "not_permitted", permission="x"))
    said = world.context.words(HubRefused("not_permitted", {"permission": "x"}))
    assert (form.drafted.state, form.notice.tone, form.notice.text()) == ("refused", "bad", said)
    assert form.notice.isVisibleTo(form.widget) and lost(form, world) == []


def test_what_comes_to_a_form_beside_does_not_cover_what_became_of_what_was_typed(qtbot: QtBot, world: World) -> None:
    form = sent(qtbot, world, "a_new_sample", refusal(403, "not_permitted", permission="x"))
    before = form.notice.text()
    form.notice.tell(HubRefused("not_found", {"what": "choices"}))
    assert form.notice.text() == before


@pytest.mark.parametrize("name", FORMS)
def test_a_hub_that_does_not_answer_is_said_and_what_was_typed_stays(qtbot: QtBot, world: World, name: str) -> None:
    form = sent(qtbot, world, name, refusal(503, "database_down"))
    late = world.context.words(KeptForLater(""))
    if form.late:
        assert (form.notice.tone, form.notice.text()) == ("warning", late)
        assert world.context.outbox.pending_count == 1
        assert world.context.outbox.drafts(form.drafted.kind), "it is known which form it was"
    else:
        assert (form.drafted.state, form.notice.tone) == ("unreachable", "bad")
        assert form.notice.text().endswith("What you typed is kept on this seat; save again when the hub is back.")
        assert lost(form, world) == []
    assert form.notice.isVisibleTo(form.widget)


@pytest.mark.parametrize("name", FORMS)
def test_two_versions_are_shown_with_the_same_two_buttons(qtbot: QtBot, world: World, name: str) -> None:
    if world.form(name).theirs is None:
        return
    form = sent(qtbot, world, name, refusal(409, "stale_version"))
    notice = form.notice
    assert (form.drafted.state, notice.tone) == ("stale", "warning")
    assert [button.text() for button in (notice.mine, notice.theirs)] == ["Keep mine", "Take theirs"]
    assert all(button.isVisibleTo(form.widget) for button in (notice.mine, notice.theirs))
    assert notice.lines() or notice.difference.isVisibleTo(notice), "both versions are shown"
    assert lost(form, world) == []
    notice.theirs.click()
    assert form.drafted.state == "clean" and not notice.isVisibleTo(form.widget)
    assert world.context.outbox.drafts(form.drafted.kind) == []


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_there_again_after_the_desk_was_killed(qtbot: QtBot, world: World, name: str) -> None:
    form = world.form(name)
    form.type()
    form.drafted.keep_draft()
    again = world.form(name)
    assert {field: again.drafted.values.get(field) for field in again.typed} == again.typed
    assert again.notice.text() == "You typed this earlier and have not saved it."


@pytest.mark.parametrize("name", FORMS)
def test_a_dialog_stays_until_the_hub_has_done_it(qtbot: QtBot, world: World, name: str) -> None:
    """And closes where it has been asked of a second person: nothing is left to do there."""
    form = world.form(name)
    dialog = form.widget
    if not isinstance(dialog, FormDialog):
        return
    told = world.context.window.notices = RecordedNotices()
    # It would be gone before it can be looked at.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    form.type()
    for answer in (refusal(403, "not_permitted", permission="x"), refusal(503, "database_down")):
        world.write = answer
        form.drafted.save()
        qtbot.waitUntil(lambda: not form.drafted.busy, timeout=10_000)
        assert dialog.isVisible() and form.notice.text() and lost(form, world) == []
    world.write = refusal(409, "waits_for_second_person", approval="1", expires_at="2026-12-01T00:00:00Z")
    form.drafted.save()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)
    assert world.context.outbox.drafts(form.drafted.kind) == []
    assert any("waits for approval" in one for one in told.texts())


def test_no_dialog_with_a_form_is_left_out(qtbot: QtBot, world: World) -> None:
    """Each is a class of its own, so that this walk can tell them apart; a page may have several."""
    walked = {type(world.form(name).widget) for name in FORMS}
    every: set[type[FormDialog]] = set()
    derived = [FormDialog]
    while derived:
        every.update(found := derived.pop().__subclasses__())
        derived += found
    ours = {one for one in every if one.__module__.startswith("agent_desk.")}
    assert {one.__name__ for one in ours - walked} == set()
    by_hand = [
        f"{path.name}: a FormDialog without a class"
        for path in (ROOT / "ui").rglob("*.py")
        for one in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "FormDialog"
    ]
    assert by_hand == []


def test_no_form_is_left_out(qtbot: QtBot, world: World) -> None:
    # What several forms have in common is walked with each of them.
    walked = {made.__module__ for name in FORMS for made in type(world.form(name).widget).__mro__}
    makers = ("DraftedForm", "Editor", "FormDialog")
    found: set[str] = set()
    for path in (ROOT / "ui").rglob("*.py"):
        if path.parts[-2] in ("kit", "pages"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        called = {one.func.id for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}
        called |= {
            one.func.value.id
            for one in ast.walk(tree)
            if isinstance(one, ast.Call)
            and isinstance(one.func, ast.Subscript)
            and isinstance(one.func.value, ast.Name)
        }
        bases = {
            base.id
            for one in ast.walk(tree)
            if isinstance(one, ast.ClassDef)
            for base in one.bases
            if isinstance(base, ast.Name)
        }
        if {*called, *bases} & {*makers, "FormNotice"}:
            found.add("agent_desk." + ".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert found - walked == set()
    assert BoardLayout, "the board's arrangement is saved by itself and asks nobody (tests/ui/floor)"


@pytest.mark.parametrize("name", FORMS)
def test_enter_sends_a_dialog_from_any_field_of_one_line(
    qtbot: QtBot, world: World, keyboard: Keyboard, name: str
) -> None:
    form = world.form(name)
    if not isinstance(form.widget, FormDialog):
        return
    dialog = form.widget
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for one in dialog._forms:
        one.set_values({field: value for field, value in form.typed.items() if field in one.values()}, clean=False)
        for field_name in one.missing():
            fill(one.field(field_name))
    lines = [one for one in keyboard.walk() if not isinstance(one, QPlainTextEdit | QAbstractButton)]
    assert keyboard.reach((lines or [dialog.action_button])[0]), keyboard.told()
    world.write = refusal(403, "not_permitted", permission="x")
    possible = dialog.action_button.isEnabled()
    keyboard.press("Return")
    missing = [text for one in dialog._forms for text in one.errors().values()]
    if possible and not missing:
        qtbot.waitUntil(lambda: form.drafted.state == "refused", timeout=10_000)
    assert not keyboard.faults, keyboard.told()
    dialog.reject()


def fill(field: Any) -> None:
    """Put something into a field that must not be empty."""
    if isinstance(field, Choice):
        field.setCurrentIndex(0)
    else:
        field.set_value("x1")


CALENDAR = {(0, 23): "hour", (0, 24): "hour", (0, 59): "minute", (0, 6): "weekday", (1, 7): "weekday"} | {
    (1, 12): "month",
    (1, 31): "day",
}
"""Bounds by which a bare number is known to be a part of the calendar or the clock."""


def bare_numbers(widget: QWidget) -> list[str]:
    """Number fields in which an hour, a weekday or a month would be written as a number."""
    return [
        f"{one.accessibleName()} is {CALENDAR[one.minimum(), one.maximum()]}"
        for one in widget.findChildren(NumberInput)
        if (one.minimum(), one.maximum()) in CALENDAR and not one.suffix()
    ]


@pytest.mark.parametrize("name", list(FORMS))
def test_hours_weekdays_and_months_are_not_bare_numbers(qtbot: QtBot, world: World, name: str) -> None:
    form = world.form(name)
    assert not bare_numbers(form.widget)


def test_no_declared_setting_asks_for_an_hour_as_a_bare_number_and_one_would_be_found(qtbot: QtBot) -> None:
    shown = Fields()
    qtbot.addWidget(shown)
    for setting in declared():
        for name, one in setting.fields().items():
            add_field(shown, f"{setting.name}.{name}", one)
    assert not bare_numbers(shown)
    shown.add("hour", "Hour", NumberInput(0, 23))
    assert bare_numbers(shown) == ["Hour is hour"]
