"""The register of seats: what announced itself, who sits there, what it has, and what is or was wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.administration import lists
from agent_desk.desk.equipment import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.equipment.changes import WorkSeatChanged
from agent_desk.schemas.equipment.lists import ROOMS
from agent_desk.schemas.equipment.records import (
    IncidentForm,
    IncidentRow,
    MendForm,
    SeatForm,
    SeatRow,
    SeatStory,
    SoundRow,
)
from agent_desk.schemas.equipment.words import STATES, TELEPHONES, TESTS, TEXTS
from agent_desk.schemas.lists.changes import ListChanged
from agent_desk.schemas.people.changes import SeatSessionEnded
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.cards import KeyValue
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.forms import TextArea, TextInput
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.tables import Column, Mark

POLL_MS = 30_000


def text(code: str) -> str:
    """Return a word of the page in the language in force."""
    return words.say(TEXTS[code])


def mark(row: SeatRow) -> Mark:
    """Return the state of a seat as a pill."""
    return Mark.of(STATES[row.state])


def who(row: SeatRow) -> str:
    """Return who is signed in there now."""
    return words.pick(row.sits_zh, row.sits_en)


def tests_of(row: SeatRow) -> str:
    """Return what came of the last self-test: that it passed, or what did not."""
    if not row.tests:
        return text("tests_none")
    failed = [words.with_more(words.say(TESTS.of(one.code)), one.detail or "×") for one in row.tests if not one.good]
    return ("，" if words.language() == "zh" else ", ").join(failed) or text("tests_good")


class SeatsPage(ListPage):
    """The list with the form of one seat, and below it what it has and what was wrong."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._rooms: Feed[list[Any]] = Feed(context, lambda: _rooms, cares=_about_rooms)
        super().__init__(context, parent)
        self._story: Feed[SeatStory] = Feed(
            context, self._ask_story, cares=changes_of(WorkSeatChanged, id_of=self._seat_id), parent=self
        )
        editor = Editor(context, SeatRow, _values, self._send, Undo(action="equipment.edit_seat"))
        self.room = Choice([("", text("no_room"))])
        editor.form.add("room_code", text("room"), self.room)
        editor.form.add("network", text("network"), TextInput(limit=80), hint=text("network_hint"))
        editor.form.add("note", text("remark"), TextInput(limit=200))
        self.active = Tick(text("in_use"))
        editor.form.add("active", text("in_use"), self.active, hint=text("in_use_hint"))
        self.facts = KeyValue()
        self.story = theme.label("", "body", wrap=True, selectable=True)
        self.report_button = Button(text("report"), icon="triangle-alert", size="small")
        self.mend_button = Button(text("mend"), icon="check", size="small")
        self.report_button.clicked.connect(self.report)
        self.mend_button.clicked.connect(self.mend)
        self._open_incident: IncidentRow | None = None
        editor.form.add_wide(self._beside())
        self.put_editor(editor, (720, 380))
        self._rooms.came.connect(self._rooms_came)
        self.table.set_empty("monitor", text("nothing"))
        self.foot.addWidget(self.report_button)
        self.foot.addWidget(self.mend_button)
        self.foot.addStretch(1)
        self._enable()

    def _beside(self) -> QWidget:
        beside = QWidget()
        beside.setProperty("role", "plain")
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, theme.SPACE_2, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.facts)
        column.addWidget(theme.label(text("what_is_wrong"), "section"))
        column.addWidget(FeedPanel(self._context, self._story, self.story, self._story_came))
        return beside

    # -- the list ----------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str]:
        return text("page"), text("note")

    def key(self, record: SeatRow) -> UUID:
        return record.id

    def make_feed(self) -> Feed[Any]:
        return Feed(self._context, self.ask, cares=self.cares, poll_ms=POLL_MS, parent=self)

    def cares(self, change: Change) -> bool:
        return WorkSeatChanged.is_told_by(change) or SeatSessionEnded.is_told_by(change)

    def ask(self) -> Request[list[SeatRow]]:
        return operations.seats

    def also(self) -> Sequence[Feed[Any]]:
        return (self._rooms,)

    def columns(self) -> list[Column[SeatRow]]:
        return [
            Column("", lambda row: mark(row).text, mark=mark, width=112),
            Column(text("seat"), lambda row: row.name),
            Column(text("room"), lambda row: words.pick(row.room_zh, row.room_en)),
            Column(text("who"), who),
            Column(text("program"), lambda row: row.program, width=76),
            Column(text("complaints"), lambda row: str(row.complaints or ""), align="right", width=92),
        ]

    # -- one seat ----------------------------------------------------------------------------------------------------

    def _seat_id(self) -> UUID | None:
        record = self.editor.record if self.editor is not None else None
        return record.id if record is not None else None

    def open(self, record: SeatRow) -> None:
        assert self.editor is not None
        another = record.id != self._seat_id()
        self.editor.show_record(record, record.name, "work_seat", str(record.id))
        since = f" · {words.short(record.sits_since)}" if record.sits_since is not None else ""
        self.facts.set_rows(
            [
                (text("who"), f"{who(record) or text('nobody')}{since}"),
                (text("last_seen"), words.short(record.told_at) if record.told_at is not None else ""),
                (text("machine"), record.machine),
                (text("program"), record.program),
                (text("telephone"), words.say(TELEPHONES.of(record.telephone)) if record.telephone else ""),
                (text("tests"), tests_of(record)),
            ]
        )
        if another:
            self._story.anew(keep=True)
        self._enable()

    def _send(self, record: SeatRow, values: Values) -> SeatRow:
        form = {**values, "room_code": values.get("room_code") or None, "version": record.version}
        return operations.edit_seat(self._context.api, record.id, SeatForm.model_validate(form))

    def _rooms_came(self, rooms: list[Any]) -> None:
        listed = [(row.code, words.pick(row.name_zh, row.name_en)) for row in rooms if row.active]
        self.room.set_options([("", text("no_room")), *listed])
        if self.editor is not None:
            self.editor.refill()

    # -- what it has, and what was wrong -----------------------------------------------------------------------------

    def _ask_story(self) -> Request[SeatStory] | None:
        seat_id = self._seat_id()
        return (lambda api: operations.seat_story(api, seat_id)) if seat_id is not None else None

    def _story_came(self, story: SeatStory) -> None:
        devices = words.listed(f"{words.pick(one.name_zh, one.name_en)} ({one.code})" for one in story.devices)
        lines = [f"{text('devices')}: {devices}"] if devices else []
        lines += [_incident_line(one) for one in story.incidents]
        lines += [_sound_line(one) for one in story.sounds]
        self.story.setText("\n".join(lines) or text("nothing_wrong"))
        self._open_incident = next((one for one in story.incidents if one.mended_at is None), None)
        self._enable()

    def _enable(self) -> None:
        self.report_button.setEnabled(self._seat_id() is not None)
        self.mend_button.setEnabled(self._open_incident is not None and self._seat_id() is not None)

    def report(self) -> None:
        """Ask what is wrong at the chosen seat."""
        seat_id = self._seat_id()
        if seat_id is not None:
            dialog = IncidentDialog(self._context, seat_id, self)
            dialog.saved.connect(self._changed)
            dialog.open()

    def mend(self) -> None:
        """Ask how the open incident of the chosen seat was mended."""
        if self._open_incident is not None:
            dialog = MendDialog(self._context, self._open_incident, self)
            dialog.saved.connect(self._changed)
            dialog.open()

    def _changed(self, _row: IncidentRow) -> None:
        self.refresh()
        self._story.refresh()


class IncidentDialog(FormDialog):
    """Asks what is wrong at a seat. `saved` carries the IncidentRow."""

    def __init__(self, context: DeskContext, seat_id: UUID, parent: QWidget | None = None) -> None:
        self._seat_id = seat_id
        super().__init__(
            context,
            text("report"),
            "seat_incident",
            self._send,
            IncidentRow,
            action=text("report"),
            action_icon="check",
            icon="triangle-alert",
            hint=text("report_note"),
            parent=parent,
        )
        self.form.add("what", text("what"), TextArea(), required=True)
        self.begin(str(seat_id))

    def _send(self, sent: Submission[IncidentRow]) -> IncidentRow:
        return operations.report_incident(self._context.api, self._seat_id, IncidentForm.model_validate(sent.values))


class MendDialog(FormDialog):
    """Asks how an incident was mended. `saved` carries the IncidentRow."""

    def __init__(self, context: DeskContext, incident: IncidentRow, parent: QWidget | None = None) -> None:
        self._incident = incident
        super().__init__(
            context,
            text("mend"),
            "mended_incident",
            self._send,
            IncidentRow,
            action=text("mend"),
            action_icon="check",
            icon="check",
            hint=incident.what,
            parent=parent,
        )
        self.form.add("solution", text("solution"), TextArea(), required=True)
        self.begin(str(incident.id))

    def _send(self, sent: Submission[IncidentRow]) -> IncidentRow:
        form = MendForm(solution=sent.values["solution"], version=self._incident.version)
        return operations.mend(self._context.api, self._incident.id, form)


def _rooms(api: Any) -> list[Any]:
    return lists.entries(api, ROOMS)


def _about_rooms(change: Change) -> bool:
    told = ListChanged.read(change)
    return told is not None and told.name == ROOMS.name


def _values(row: SeatRow) -> Values:
    return {"room_code": row.room_code or "", "network": row.network, "note": row.note, "active": row.active}


def _incident_line(row: IncidentRow) -> str:
    said = f"{words.short(row.at)} · {row.what} · "
    return said + (f"{text('mended')}: {row.solution}" if row.mended_at is not None else text("open"))


def _sound_line(row: SoundRow) -> str:
    said = f"{words.short(row.at)} · {text('sound_bad')}"
    if row.mos is None:
        return said
    measured = text("measured").format(
        mos=f"{row.mos:.1f}", loss=f"{row.loss_percent or 0:.1f}", jitter=f"{row.jitter_ms or 0:.0f}"
    )
    return f"{said} · {measured}"
