"""The page of a declared setting: its form, from when it counts, the values that wait for their day, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

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
from agent_desk.ui.kit import inputs, words
from agent_desk.ui.kit.pages import setting_words
from agent_desk.ui.kit.pages.declared_fields import add_field, said
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.foresight import Foresight
from agent_desk.ui.kit.pages.later_day import COUNTS_FROM, Pending, PendingList, add_later_day, fault
from agent_desk.ui.kit.pages.list_page import Page

REASON = "reason"


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
        add_later_day(form)
        if setting.second_person:
            form.add(
                REASON,
                self.tr("Reason, for the second person who confirms it"),
                inputs.TextInput(limit=500),
            )
        form.edited.connect(lambda _name: self._enable())
        self.pending = PendingList()
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
        asked = self._asked(view.asked) if view.asked is not None else ""
        self.pending.show_lines(asked=asked, decided=[self._waits(one) for one in view.pending])
        self._enable()

    def _asked(self, asked: AskedValue[Any]) -> str:
        fields = "; ".join(setting_words.lines(self.setting, asked.value.model_dump()))
        by = words.pick(asked.by, asked.by_en)
        text = self.tr("Asked for by {by}: {fields}").format(by=by, fields=fields)
        return f"{text} ({asked.counts_from.isoformat()})" if asked.counts_from is not None else text

    def _waits(self, one: PendingValue[Any]) -> Pending:
        fields = setting_words.lines(self.setting, one.value.model_dump())
        text = self.tr("From {day} ({by}): {fields}").format(
            day=one.counts_from.isoformat(), by=words.pick(one.by, one.by_en), fields="; ".join(fields)
        )
        return Pending(text, lambda: self._take_back(one.version))

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
        return fault(code)

    def _take_back(self, version: int) -> None:
        api = self._context.api
        self._context.background.run(
            self, lambda: settings.take_back(api, self.setting, version), self.editor.take, self.editor.failed
        )
