"""A case walked through a definition: what is done by whom and when, and what the hub says to it. Nothing of it is stored."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.playing import (
    Actor,
    PastCase,
    PastForm,
    Played,
    PlayForm,
    PlayLine,
    PlayStep,
    PlayWay,
    Refusal,
    actor_id,
)
from agent_desk.schemas.cases.kinds.records import DesignChoices
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.designer.play_step import StepForm
from agent_desk.ui.cases.kinds.designer.said import text
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.cases.kinds.graph import GraphView, Look
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import NumberInput, TextInput
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

MINUTES: Final = {"minutes": 1, "hours": 60, "days": 1440}
_TO_FILL = frozenset({"missing", "no_reason", "no_owner"})
"""Faults that only say what the step asks for."""
_LETTERS = (("甲", "A"), ("乙", "B"))


class PlayDialog(Dialog):
    """Plays a case through `kind`."""

    def __init__(self, context: DeskContext, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(text("play_title").format(kind=called(kind)), icon="play", parent=parent)
        self._context, self._kind = context, kind
        self.stage, self.starts_at = uuid.uuid4(), context.hub_now()
        self.steps: list[PlayStep] = []
        self.like = ""
        self.played: Played | None = None
        self.choices: DesignChoices | None = None
        self._asked = 0
        self._outer.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        self._outer.setSpacing(theme.SPACE_2)
        room = parent.size() if parent is not None else self.size()
        self._room = QSize(max(900, min(1180, room.width() - 40)), max(580, min(820, room.height() - 30)))
        self.resize(self._room)
        self.body.addWidget(theme.label(text("play_says"), "muted", wrap=True))
        self.graph = GraphView()
        self.graph.setMinimumHeight(120)
        self.now = theme.label("", "strong", wrap=True)
        self.inbox = theme.label("", wrap=True)
        self.due = theme.label("", "caption", wrap=True)
        self.ways: TableModel[PlayWay] = TableModel(self._way_columns(), key=lambda one: one.transition)
        self.walked: TableModel[tuple[int, PlayStep, PlayLine]] = TableModel(
            self._step_columns(), key=lambda one: one[0]
        )
        self.actor, self.amount, self.unit = Choice(), NumberInput(0, 5_000), Choice()
        self.does = Choice()
        self._step = StepForm(kind)
        self.number = TextInput(text("past_number"), limit=40)
        self.past_button = Button(text("past"), icon="history", size="small")
        self._build()
        self._fill_form()
        api = context.api
        context.background.run(self, lambda: kinds.design_choices(api), self._begin, context.tell)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What is high in it scrolls: it need not be as high as all of that.
        self.resize(self._room)

    # -- how it is laid out ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        left, right, split = QWidget(), QWidget(), QSplitter()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.graph, 3)
        for label in (self.now, self.due, self.inbox):
            column.addWidget(label)
        for word, model, share in (("ways", self.ways, 2), ("steps_done", self.walked, 2)):
            table: TableView[Any] = TableView(model, sortable=False)
            table.setAccessibleName(text(word))
            table.setMinimumHeight(104)
            table.set_empty("list", text("not_begun"))
            column.addWidget(table, share)
        side = QVBoxLayout(right)
        side.setContentsMargins(theme.SPACE_2, 0, 0, 0)
        side.setSpacing(theme.SPACE_2)
        self.unit.set_options([(word, text(word)) for word in MINUTES])
        self.unit.set_value("hours")
        time = QHBoxLayout()
        time.addWidget(self.amount, 1)
        time.addWidget(self.unit, 1)
        self._named(side, "acts_as", self.actor)
        self._named(side, "time_on", self.amount, time)
        self.unit.setAccessibleName(text("time_on"))
        self._named(side, "does", self.does)
        side.addWidget(self._step, 1)
        past = QHBoxLayout()
        past.addWidget(self.number, 1)
        past.addWidget(self.past_button)
        side.addLayout(past)
        split.setChildrenCollapsible(False)
        left.setMinimumWidth(420)
        right.setMinimumWidth(300)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([680, 360])
        self.body.addWidget(split, 1)
        self.restart_button = self.add_button(Button(text("restart"), icon="refresh-cw"), self.restart)
        self.back_button = self.add_button(Button(text("back"), icon="undo-2"), self.back)
        self.add_cancel(text("close"))
        self.do_button = self.add_button(Button(text("do"), icon="play", kind="primary"), self.do)
        self.do_button.setEnabled(False)
        self.actor.edited.connect(self.refresh)
        self.does.edited.connect(self._fill_form)
        self.past_button.clicked.connect(self.take_past)

    def _named(self, column: QVBoxLayout, word: str, widget: QWidget, row: QHBoxLayout | None = None) -> None:
        widget.setAccessibleName(text(word))
        column.addWidget(theme.label(text(word), "caption"))
        if row is not None:
            column.addLayout(row)
        else:
            column.addWidget(widget)

    def _way_columns(self) -> list[Column[PlayWay]]:
        return [
            Column(text("ways"), lambda one: called(self._kind.transitions_by_code[one.transition]), width=160),
            Column("", lambda one: _may(one).text, mark=_may, width=150),
            Column(
                text("why_not"),
                lambda one: self.why(one.refused) if one.refused is not None else "",
                tooltip=lambda one: self.why(one.refused) if one.refused is not None else "",
            ),
        ]

    def _step_columns(self) -> list[Column[tuple[int, PlayStep, PlayLine]]]:
        return [
            Column(text("steps_done"), lambda one: f"{one[0] + 1}. {self.step_said(one[1])}", width=200),
            Column(text("at"), lambda one: words.short(one[2].at), width=110),
            Column(
                text("came_of"),
                lambda one: self._came_of(one[2]),
                tone=lambda one: "bad" if one[2].refused is not None else "muted",
                tooltip=lambda one: self._came_of(one[2]),
            ),
        ]

    # -- who acts, and what can be done ------------------------------------------------------------------------------

    def _begin(self, found: DesignChoices) -> None:
        self.choices = found
        self.actor.blockSignals(True)
        self.actor.set_options([Option(key, name) for key, name in self._actors()])
        first = next(iter(self._kind.opens), "")
        self.actor.set_value((first, False, False))
        self.actor.blockSignals(False)
        self.refresh()

    def _actors(self) -> Iterator[tuple[tuple[str, bool, bool], str]]:
        """Yield everybody who can act: two of each role that the definition names, and whoever has the case as one of that role."""
        for role in self.choices.roles if self.choices is not None else ():
            if role.code not in self._kind.roles():
                continue
            name = words.pick(role.zh, role.en)
            for other in (False, True):
                yield (role.code, other, False), self._actor_name(Actor(role=role.code, other=other))
            yield (role.code, False, True), text("actor_owner").format(role=name)

    def _actor_name(self, actor: Actor) -> str:
        roles = {one.code: (one.zh, one.en) for one in (self.choices.roles if self.choices is not None else ())}
        zh, en = roles.get(actor.role, (actor.role, actor.role))
        if actor.owner:
            return text("actor_owner").format(role=words.pick(zh, en))
        letter = _LETTERS[int(actor.other)]
        return words.pick(f"{zh}{letter[0]}", f"{en} {letter[1]}")

    def acts(self) -> Actor:
        """Return whoever is chosen to act."""
        role, other, owner = self.actor.value()
        return Actor(role=role, other=other, owner=owner)

    def _offered(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield what can be done next: ((what is done, code), words)."""
        case = self.played.case if self.played is not None else None
        if case is None:
            yield ("open", ""), text("does_open")
            return
        for way in self._kind.leaving(case.state):
            yield ("move", way.code), called(way)
        tasks = {task.code: task for way in self._kind.transitions for task in way.tasks}
        for code in self.played.tasks if self.played is not None else ():
            if code in tasks:
                yield ("task", code), text("does_task").format(task=called(tasks[code]))
        if case.waits is not None:
            yield ("confirm", ""), text("does_confirm")
            yield ("refuse", ""), text("does_refuse")
        for word in ("edit", "take", "hand_back", "urge", "wait"):
            yield (word, ""), text(f"does_{word}")

    def step_said(self, step: PlayStep) -> str:
        """Return a step in words: what, and by whom."""
        if step.does == "move":
            way = self._kind.transitions_by_code.get(step.what or "")
            what = called(way) if way is not None else step.what or ""
        else:
            what = text(f"does_{step.does}")
        if step.does == "task":
            tasks = {task.code: task for way in self._kind.transitions for task in way.tasks}
            task = tasks.get(step.what or "")
            what = what.format(task=called(task) if task is not None else step.what)
        return f"{what} · {self._actor_name(step.by)}"

    def why(self, refused: Refusal) -> str:
        """Return why something is refused, as it would be told at the desk."""
        wrong = refused.values.get("fields")
        if isinstance(wrong, Mapping) and wrong:
            known = self._kind.fields_by_code
            return words.listed(
                f"{called(known[code]) if code in known else _own_field(code)}: {fields.fault(str(word))}"
                for code, word in wrong.items()
            )
        return self._context.words(HubRefused(refused.id, refused.values))

    def _came_of(self, line: PlayLine) -> str:
        if line.refused is not None:
            return text("refused").format(why=self.why(line.refused))
        return text("waits_second") if line.waits else "✓"

    # -- the steps ---------------------------------------------------------------------------------------------------

    @property
    def form(self) -> Form:
        """What the chosen step asks for."""
        return self._step.form

    def _fill_form(self) -> None:
        case = self.played.case if self.played is not None else None
        people = [(actor_id(self.stage, one), self._actor_name(one)) for one in self._made_up()]
        does, code = self.does.value() or ("", "")
        self._step.show_step(does, code, case, self.choices, people)

    def _made_up(self) -> list[Actor]:
        return [Actor(role=key[0], other=key[1]) for key, _name in self._actors() if not key[2]]

    def do(self) -> None:
        """Do the chosen step, after the time that is to go by before it."""
        chosen = self.does.value()
        if chosen is None or not self.do_button.isEnabled():
            return
        does, code = chosen
        values = self.form.values()
        minutes = self.amount.value() * MINUTES[self.unit.value()]
        step = PlayStep.model_validate(
            {
                "does": does,
                "by": self.acts().model_dump(),
                "minutes": minutes,
                "what": code or None,
                "fields": self._step.given(),
                "words": values.get("words") or "",
                "owner": values.get("owner"),
            }
        )
        self.amount.set_value(0)
        self.steps.append(step)
        self.refresh()

    def back(self) -> None:
        """Take the last step back."""
        if self.steps:
            self.steps.pop()
            self.refresh()

    def restart(self) -> None:
        """Begin again, with a case of its own."""
        self.steps, self.like, self.starts_at = [], "", self._context.hub_now()
        self.refresh()

    def take_past(self) -> None:
        """Play what was done in a case that was."""
        api, form = self._context.api, PastForm(stage=self.stage, number=self.number.value() or "-")
        self._context.background.run(self, lambda: kinds.past(api, form), self._take_past, self._context.tell)

    def _take_past(self, found: PastCase) -> None:
        self.steps, self.like, self.starts_at = list(found.steps), found.number, found.starts_at
        self.refresh()

    # -- what came of it ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Have the hub play all steps anew: the same functions that work real cases, undone at the end."""
        if self.actor.value() is None:
            return
        self._asked += 1
        self.do_button.setEnabled(False)
        form = PlayForm(
            kind=self._kind,
            stage=self.stage,
            starts_at=self.starts_at,
            steps=list(self.steps),
            now=self.acts(),
            like=self.like,
        )
        api = self._context.api
        self._context.background.run(
            self, lambda: kinds.play(api, form), partial(self._came, self._asked), partial(self._failed, self._asked)
        )

    def _failed(self, asked: int, error: DeskError) -> None:
        if asked == self._asked:
            self.do_button.setEnabled(True)
            self._context.tell(error)

    def _came(self, asked: int, played: Played) -> None:
        if asked != self._asked:
            return
        self.played = played
        self.do_button.setEnabled(True)
        self.back_button.setEnabled(bool(self.steps))
        case = played.case
        looks = {("states", case.state): Look("accent", sign="▸", wide=True)} if case is not None else {}
        self.graph.show_kind(self._kind, {}, looks)
        self.ways.replace(played.ways)
        self.walked.replace(list(zip(range(len(self.steps)), self.steps, played.lines, strict=False)))
        self._say(played)
        offered, before = list(self._offered()), self.does.value()
        self.does.blockSignals(True)
        self.does.set_options([Option(value, name) for value, name in offered])
        known = [value for value, _name in offered]
        self.does.set_value(before if before in known else known[0])
        self.does.blockSignals(False)
        self._fill_form()

    def _say(self, played: Played) -> None:
        case = played.case
        said = [text("now_is").format(time=words.date_time(played.at))]
        if case is None:
            said.append(text("not_begun"))
        else:
            state = self._kind.states_by_code[case.state]
            owner = case.owner
            name = words.pick(owner.name, owner.name_en or owner.name) if owner is not None else fields.text("nobody")
            said.append(text("in_state").format(state=called(state), owner=name))
            if case.due_at is not None and case.closed_at is None:
                word = "overdue" if case.due_at <= played.at else "due"
                said.append(text(word).format(time=words.date_time(case.due_at)))
        self.now.setText(" · ".join(said))
        _show(self.due, [words.pick(one.zh, one.en) for one in (case.due if case is not None else ())])
        roles = {one.code: words.pick(one.zh, one.en) for one in (self.choices.roles if self.choices else ())}
        lines = []
        for one in played.work:
            who = words.listed(roles.get(role, role) for role in one.roles) or fields.text("owner")
            lines.append(text("inbox_line").format(title=words.pick(one.zh, one.en), who=who))
        _show(self.inbox, [f"{text('inboxes')}: {line}" for line in lines])


def _show(label: QLabel, lines: list[str]) -> None:
    label.setText("\n".join(lines))
    theme.appear(label, bool(lines))


def _own_field(code: str) -> str:
    return fields.text({"owner": "who_then", "words": "why"}.get(code, "number"))


def _may(one: PlayWay) -> Mark:
    if one.refused is not None:
        asks = set(dict(one.refused.values.get("fields") or {}).values())
        if asks and asks <= _TO_FILL:
            return Mark(text("may_filled"), "accent_ink", "pencil")
        return Mark(text("may_not"), "muted", "circle-off")
    return Mark(text("may_second"), "warning", "user-check") if one.waits else Mark(text("may"), "good", "check")
