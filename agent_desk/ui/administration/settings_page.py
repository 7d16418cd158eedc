"""The page of a declared setting: its form, from when it counts, the values that wait for their day, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.administration import settings
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import not_taken
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.kit.settings import (
    AskedValue,
    Foreseen,
    PendingValue,
    Setting,
    SettingForm,
    SettingView,
)
from agent_desk.schemas.settings.changes import SettingChanged
from agent_desk.ui.kit import inputs, theme, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.inputs import DayInput
from agent_desk.ui.kit.pages import setting_words
from agent_desk.ui.kit.pages.declared_fields import add_field, said
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.faults import fault
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.foresight import Foresight
from agent_desk.ui.kit.pages.list_page import Page

COUNTS_FROM, REASON = "counts_from", "reason"


class SettingPage(Page):
    """One form over the value in force."""

    def __init__(self, context: DeskContext, setting: Setting[Any], parent: QWidget | None = None) -> None:
        self.setting = setting
        super().__init__(context, parent)
        view = SettingView[setting.record]  # type: ignore[name-defined]
        undo = Undo(action=f"settings.{setting.name}", put=self._replaced)
        self.editor = Editor(context, view, self._values, self._send, undo, fault=self._fault)
        form = self.editor.form
        for name, field in setting.fields().items():
            add_field(form, name, field)
        form.add(COUNTS_FROM, self.tr("Counts from a later day"), DayInput(), hint=self.tr("Not ticked: at once."))
        if setting.second_person:
            form.add(
                REASON,
                self.tr("Reason, for the second person who confirms it"),
                inputs.TextInput(limit=500),
            )
        form.edited.connect(lambda _name: self._enable())
        self.pending = PendingList(self)
        self.pending.take_back = self._take_back
        form.add_wide(self.pending)
        self.editor.saved.connect(self._shown)
        self.foresight = Foresight(context, self.editor, self._changes, self._ask_foreseen)
        self.editor.setMaximumWidth(720)
        self.states = FeedPanel(context, self.feed, self.editor, self._show)
        self.body.addWidget(self.states, 1)

    def head(self) -> tuple[str, str]:
        return said(self.setting.title), said(self.setting.counts)

    def cares(self, change: Change) -> bool:
        told = SettingChanged.read(change)
        return told is not None and told.name == self.setting.name

    def ask(self) -> Request[SettingView[Any]]:
        return lambda api: settings.value(api, self.setting)

    def _show(self, view: SettingView[Any]) -> None:
        self.editor.show_record(view, said(self.setting.subject), "setting", self.setting.key)
        self.editor.says(said(self.setting.note).format(zone=words.zone()))
        self._shown(view)

    def _shown(self, view: SettingView[Any]) -> None:
        self.pending.show_values(self.setting, view)
        self._enable()

    def _enable(self) -> None:
        values = self.editor.form.values()
        for name, field in self.setting.fields().items():
            if field.only_if is not None:
                other, word = field.only_if
                self.editor.form.field(name).setEnabled(values[other] == word)

    def leave(self, then: object) -> None:
        self.editor.leave(then)  # type: ignore[arg-type]

    def _values(self, view: SettingView[Any]) -> Values:
        held = view.value.model_dump(include=set(self.setting.fields()))
        shown: Values = {name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
        return shown | {COUNTS_FROM: None} | ({REASON: ""} if self.setting.second_person else {})

    def _replaced(self, view: SettingView[Any], before: Mapping[str, Any]) -> SettingView[Any]:
        held = {**view.value.model_dump(mode="json"), **before}
        return view.model_copy(update={"value": self.setting.read(held)})

    def _typed(self) -> Any:
        """Return what is typed as the setting's record, None where it is none (yet)."""
        values = self.editor.form.values()
        typed = {name: values[name] for name in self.setting.fields()}
        return None if self.setting.faults_in(typed) else self.setting.record.model_validate(typed)

    def _changes(self) -> list[str]:
        typed, view = self._typed(), self.editor.record
        if typed is None or view is None:
            return []
        before, after = (one.model_dump(mode="json") for one in (view.value, typed))
        return setting_words.changes(self.setting, {"before": before, "after": after})

    def _ask_foreseen(self) -> Request[list[Foreseen]] | None:
        typed = self._typed()
        if typed is None or not self.setting.foresees:
            return None
        return lambda api: settings.foresee(api, self.setting, typed)

    def _send(self, view: SettingView[Any], values: Values) -> SettingView[Any]:
        day, reason = values.pop(COUNTS_FROM), values.pop(REASON, "")
        wrong = self.setting.faults_in(values)
        if wrong:
            raise not_taken(wrong)
        form = SettingForm[self.setting.record](  # type: ignore[name-defined]
            value=self.setting.record.model_validate(values), version=view.version, counts_from=day, reason=reason
        )
        return settings.change(self._context.api, self.setting, form)

    def _fault(self, code: str) -> str:
        if code in self.setting.faults:
            return said(self.setting.faults[code])
        if code == "not_a_later_day":
            return self.tr("Choose a day after today.")
        return fault(code)

    def _take_back(self, version: int) -> None:
        api = self._context.api
        self._context.background.run(
            self, lambda: settings.take_back(api, self.setting, version), self.editor.take, self.editor.failed
        )


class PendingList(QWidget):
    """The values that wait for their day, each with a button that takes it back."""

    def __init__(self, page: SettingPage) -> None:
        super().__init__()
        self._page = page
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.SPACE_1)
        self.buttons: list[Button] = []
        self.take_back: Any = None
        self.asked = ""
        self.hide()

    def show_values(self, setting: Setting[Any], view: SettingView[Any]) -> None:
        """Show what waits for a second person, and what waits for its day, the next one first."""
        pending, asked = view.pending, view.asked
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        self.setVisible(bool(pending) or asked is not None)
        self.asked = self._asked(setting, asked) if asked is not None else ""
        if asked is not None:
            self._rows.addWidget(theme.label(self.tr("Waits for a second person"), "section"))
            self._rows.addWidget(theme.label(self.asked, wrap=True))
        if pending:
            self._rows.addWidget(theme.label(self.tr("Decided already"), "section"))
        for one in pending:
            self._rows.addWidget(self._line(setting, one))

    def texts(self) -> list[str]:
        """Return what is shown, a line each."""
        return [button.accessibleDescription() for button in self.buttons]

    def _asked(self, setting: Setting[Any], asked: AskedValue[Any]) -> str:
        fields = "; ".join(setting_words.lines(setting, asked.value.model_dump()))
        by = words.pick(asked.by, asked.by_en)
        text = self.tr("Asked for by {by}: {fields}").format(by=by, fields=fields)
        return f"{text} ({asked.counts_from.isoformat()})" if asked.counts_from is not None else text

    def _line(self, setting: Setting[Any], one: PendingValue[Any]) -> QWidget:
        fields = setting_words.lines(setting, one.value.model_dump())
        by = words.pick(one.by, one.by_en)
        text = self.tr("From {day} ({by}): {fields}").format(
            day=one.counts_from.isoformat(), by=by, fields="; ".join(fields)
        )
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(theme.label(text, wrap=True), 1)
        button = Button(self.tr("Take back"), icon="undo-2", size="small")
        button.setAccessibleDescription(text)
        button.clicked.connect(lambda: self.take_back(one.version))
        self.buttons.append(button)
        row.addWidget(button)
        return line
