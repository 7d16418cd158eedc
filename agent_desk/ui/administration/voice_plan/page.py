"""The voice plan as a form: its parts on the left, one of them to edit, and beside it what a caller hears and what applying it changes.

What is typed is a draft until it is saved; the hub says of every draft what it means and what does not hold together. Saving
changes nothing at the exchange: that is "Apply", after the difference was read.
"""

from __future__ import annotations

import copy
from typing import Any, Final

from pydantic import ValidationError
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.feed import Feed, Listener, Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.changes import CommandRefused, VoicePlanChanged
from agent_desk.schemas.calls.voice_plan import (
    VoicePlan,
    VoicePlanDraft,
    VoicePlanForm,
    VoicePlanVersion,
    VoicePlanView,
)
from agent_desk.ui.administration.voice_plan import parts
from agent_desk.ui.administration.voice_plan.outline import Chosen, Draft, VoiceOutline, part_at, put_at, said
from agent_desk.ui.administration.voice_plan.seen import VoiceSeen
from agent_desk.ui.kit import elapsed, shortcuts, theme, words
from agent_desk.ui.kit.controls import Button, Card, banner
from agent_desk.ui.kit.dialogs import ConfirmDialog, confirm
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.pages.editor import SAVE
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, StaleMark
from agent_desk.ui.kit.pages.list_page import Page
from agent_desk.ui.kit.scrolled import ScrollArea

PREVIEW_MS: Final = 400
WIDTHS: Final = (268, 330, 470)


_Fetched = tuple[list[VoicePlanVersion], VoicePlanView]


class VoicePlanPage(Page):
    """Edit, look at it as a tree and a difference, save, apply; earlier versions can be taken up again."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._previews: Feed[VoicePlanView] = Feed(context, self._ask_preview, parent=self)
        self._public_days: tuple[int, ...] = ()
        self.view: VoicePlanView | None = None
        self.draft: Draft = {}
        self.form = Form()
        self.dialog: ConfirmDialog | None = None
        self._asked_days = False
        self._chosen: Chosen | None = None
        self.says = theme.label("", "muted", wrap=True)
        self.outline, self.seen = VoiceOutline(), VoiceSeen()
        self.tree, self.diff = self.seen.tree, self.seen.diff
        self.drafted: DraftedForm[VoicePlanView] = DraftedForm(
            context, "voice_plan", self._send, VoicePlanView, values_of=_sections_of, parent=self
        )
        self.notice = FormNotice(
            context,
            self.drafted,
            labels=dict(self.outline.sections()),
            say=said,
            head=self._newer,
        )
        self._fault_line, self.fault_words = banner("", "bad", "circle-alert")
        self._preview = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._preview.timeout.connect(self.look)
        self._make_buttons()
        self._lay_out()
        self.drafted.filled.connect(self._fill)
        self.drafted.state_changed.connect(lambda _state: self._say_state())
        self.drafted.saved.connect(self._was_saved)
        self.drafted.took_theirs.connect(self._show)
        self.outline.chosen.connect(self._choose)
        self.outline.changed.connect(self._edited_parts)
        self.seen.versions.wanted.connect(self._take_up)
        self.seen.turned.connect(self.refresh)
        self._previews.came.connect(self._previewed)
        self._previews.failed.connect(self._failed)
        self._previews.start(ask=False)
        Listener(context.live, _is_apply_fault, self._not_applied, self)

    def _make_buttons(self) -> None:
        self.holidays = Button(self.tr("Public holidays"), icon="calendar-days")
        self.holidays.setToolTip(self.tr("Put in the public holidays and make-up workdays that are published"))
        self.undo_button = Button(self.tr("Undo"), icon="undo-2")
        self.save_button = Button(self.tr("Save"), kind="primary", icon="save")
        self.apply_button = Button(self.tr("Apply to the exchange …"), icon="upload")
        for button, action in (
            (self.holidays, self.put_in_holidays),
            (self.undo_button, self.undo),
            (self.save_button, self.save),
            (self.apply_button, self.ask_apply),
        ):
            button.clicked.connect(lambda _=False, action=action: action())
            self.head_actions.addWidget(button)
        shortcuts.bind(self, SAVE.id, self.save)
        self.save_button.set_shortcut(SAVE.keys)

    def _lay_out(self) -> None:
        self._holder = QWidget()
        QVBoxLayout(self._holder).setContentsMargins(2, 2, theme.SPACE_2, 2)
        self._form_card = Card(" ")
        self._form_card.add(ScrollArea(self._holder), 1)
        left, right = Card(padding=theme.SPACE_2), Card()
        left.add(self.outline, 1)
        right.add(self.says)
        right.add(StaleMark(self._previews))
        right.add(self.seen, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.SPACE_3)
        for at, card in enumerate((left, self._form_card, right)):
            split.addWidget(card)
            split.setStretchFactor(at, at)
        split.setSizes(WIDTHS)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.notice)
        column.addWidget(self._fault_line)
        self._fault_line.hide()
        column.addWidget(split, 1)
        self.states = FeedPanel(self._context, self.feed, inside, self._came)
        self.body.addWidget(self.states, 1)
        self._enable()

    def head(self) -> tuple[str, str]:
        says = self.tr(
            "Numbers, hours, menus, overflow, call-back and survey. A change reaches callers when it is applied."
        )
        return self.tr("Voice plan"), says

    def cares(self, change: Change) -> bool:
        return VoicePlanChanged.is_told_by(change)

    # -- what holds --------------------------------------------------------------------------------------------------

    def ask(self) -> Request[_Fetched]:
        # The plan last: it is at least as new as the newest version that is listed.
        return lambda api: (operations.voice_plan_versions(api), operations.voice_plan(api))

    def _not_applied(self, change: Change) -> None:
        refused = CommandRefused.read(change)
        if refused is not None:
            self._context.tell(HubRefused(f"exchange_{refused.error}", {}))

    def _came(self, came: _Fetched) -> None:
        """What is typed stays; another version is said, not taken."""
        versions, view = came
        self.seen.versions.show_versions(versions)
        if self.drafted.key is None:
            self.view = view
            self.drafted.open("plan", view)
        elif not self.drafted.busy:
            self.drafted.renew(view)
        if self.drafted.dirty:
            # The figures of the draft are asked for anew; what can be done with the plan is known.
            self.view = view
            self._say_state()
            self.look()
        else:
            self._show(view)
            self._show_draft()

    def _fill(self, sections: Values) -> None:
        """Show other values than those that are being edited."""
        if sections != self.draft:
            self.draft = copy.deepcopy(sections)
            self._show_draft()

    def _show_draft(self) -> None:
        queues = self.view.queues if self.view is not None else []
        callers = self.view.callers if self.view is not None else []
        said = [[(one.code, words.pick(one.name_zh, one.name_en)) for one in listed] for listed in (queues, callers)]
        self.outline.show_draft(self.draft, *said)

    def dirty(self) -> bool:
        """Return whether something is not saved."""
        return self.drafted.dirty

    def _show(self, view: VoicePlanView) -> None:
        self.view = view
        self.seen.show_view(view)
        wrong = view.faults_zh if words.pick("zh", "en") == "zh" else view.faults_en
        self.fault_words.setText(self.tr("; ").join(wrong))
        self._fault_line.setVisible(bool(wrong))
        self._say_state()

    def _say_state(self) -> None:
        view = self.view
        if view is not None:
            version = self.tr("Version {version}.").format(version=view.version)
            if self.dirty():
                how = self.tr("What you see is not saved yet.")
            elif view.applied_at is None:
                how = self.tr("Not applied to the exchange yet.")
            elif view.diff:
                how = self.tr("Version {version} is applied since {time}; this one is not.").format(
                    version=view.applied_version, time=words.short(view.applied_at)
                )
            else:
                how = self.tr("Applied since {time}.").format(time=words.short(view.applied_at))
            if view.diff and not view.can_apply:
                how += " " + self.tr("It is applied by the command 'agent-desk exchange plan apply'.")
            self.says.setText(f"{version} {how}")
        self._enable()

    def _enable(self) -> None:
        dirty, view = self.dirty(), self.view
        free = dirty and not self.drafted.busy
        self.undo_button.setEnabled(free)
        self.save_button.setEnabled(free and self.drafted.state != "stale" and not self.fault_words.text())
        self.apply_button.setVisible(view is None or view.can_apply)
        self.apply_button.setEnabled(view is not None and bool(view.diff) and not dirty and view.version > 0)

    # -- one part ----------------------------------------------------------------------------------------------------

    def _choose(self, chosen: Chosen | None) -> None:
        self._chosen = chosen
        self.form.hide()
        self.form.deleteLater()
        layout = self._holder.layout()
        assert isinstance(layout, QVBoxLayout)
        while layout.takeAt(0) is not None:
            pass
        self.form = Form() if chosen is None else parts.make_form(chosen.kind, self.outline.lists)
        title = self.tr("Choose a part, or add one")
        if chosen is not None:
            part = part_at(self.draft, chosen.path)
            title = self.outline.words()
            self.form.set_values(parts.shown(chosen.kind, part))
            self.form.edited.connect(self._edited)
            self._use_fields(chosen)
        self._form_card.set_title(title)
        layout.addWidget(self.form)
        layout.addStretch(1)

    def _use_fields(self, chosen: Chosen) -> None:
        for name, used in parts.fields_in_use(chosen.kind, self.form.values()).items():
            self.form.field(name).setEnabled(used)

    def _edited(self, _field: str) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        self._use_fields(chosen)
        put_at(self.draft, chosen.path, parts.taken(chosen.kind, self.form.values(), part_at(self.draft, chosen.path)))
        self.outline.rename(chosen.path)
        self._edited_parts()

    def _edited_parts(self) -> None:
        self.drafted.type(copy.deepcopy(self.draft))
        self._say_state()
        self._preview.start()

    def look(self, public_days: tuple[int, ...] = ()) -> None:
        """Ask the hub what the draft means."""
        self._public_days = public_days
        self._previews.anew(keep=True)

    def _ask_preview(self) -> Request[VoicePlanView] | None:
        plan = self._valid()
        if plan is None:
            return None
        draft = VoicePlanDraft(plan=plan, public_days=list(self._public_days))
        return lambda api: operations.preview_voice_plan(api, draft)

    def _valid(self) -> VoicePlan | None:
        """Return the draft as a record; what is wrong with it is shown in its form, or above the parts."""
        try:
            plan = VoicePlan.model_validate(self.draft)
        except ValidationError as fault:
            self._show_wrong([tuple(one["loc"]) for one in fault.errors()])
            return None
        self.form.set_errors({})
        self.fault_words.setText("")
        self._fault_line.hide()
        return plan

    def _show_wrong(self, places: list[tuple[Any, ...]]) -> None:
        wrong = self.tr("This is not right.")
        chosen = self._chosen
        here = {
            parts.field_at(chosen.kind, place[len(chosen.path) :]): wrong
            for place in places
            if chosen is not None and place[: len(chosen.path)] == chosen.path
        }
        had_focus = self.form.focusWidget()
        self.form.set_errors({name: text for name, text in here.items() if name in self.form.values()})
        if had_focus is not None:
            had_focus.setFocus()
        self.fault_words.setText(self.tr("{n} fields are not right yet.").format(n=len(places)))
        self._fault_line.show()
        self._enable()

    def _previewed(self, view: VoicePlanView) -> None:
        after = view.plan.model_dump(mode="json")
        if self.view is not None:
            self.view = view.model_copy(update={"can_apply": self.view.can_apply})
        if self._asked_days:
            self._asked_days = False
            if len(after["days"]) == len(self.draft["days"]):
                self._context.notices.info(self.tr("No further public holidays are published yet."), key="admin.days")
            self.draft["days"] = after["days"]
            self.drafted.type(copy.deepcopy(self.draft))
            self._show_draft()
        self._show(view if self.view is None else self.view)

    # -- actions -------------------------------------------------------------------------------------------------------

    def put_in_holidays(self) -> None:
        """What is left of this year's, and the next year's as soon as they are published (in November)."""
        year = words.local(elapsed.now()).year
        self._asked_days = True
        self.look((year, year + 1))

    def undo(self) -> None:
        """Back to what is saved."""
        self.drafted.discard()
        self.look()

    def save(self) -> None:
        """Send the draft; nothing changes at the exchange."""
        if self.dirty() and self._valid() is not None:
            self.drafted.save()

    def _send(self, sent: Submission[VoicePlanView]) -> VoicePlanView:
        form = VoicePlanForm(plan=VoicePlan.model_validate(sent.values), version=sent.version)
        return operations.save_voice_plan(self._context.api, form)

    def _was_saved(self, view: VoicePlanView) -> None:
        can_apply = self.view is not None and self.view.can_apply
        self._show(view.model_copy(update={"can_apply": can_apply}))
        self.refresh()
        self._context.notices.good(self.tr("Saved."), key="admin.saved")

    def _failed(self, error: DeskError) -> None:
        """An action beside the form did not go through."""
        self.notice.tell(error)
        self._enable()

    def _newer(self, theirs: VoicePlanView) -> str:
        return self.tr("Version {version} was saved by somebody else meanwhile.").format(version=theirs.version)

    def ask_apply(self) -> None:
        """Apply what is saved, after the difference was read."""
        if self.view is None or not self.apply_button.isEnabled():
            return
        self.seen.turn("diff")
        asked = self.tr("New calls follow version {version} at once; calls in progress go on as they were.")
        self.dialog = confirm(
            self.window(),
            self.tr("Apply the voice plan?"),
            asked.format(version=self._version()),
            self.tr("Apply"),
            self._apply,
        )

    def _apply(self) -> None:
        api, version = self._context.api, self._version()
        self.apply_button.setEnabled(False)
        self._context.background.run(
            self, lambda: operations.apply_voice_plan(api, version), lambda _asked: None, self._failed
        )

    def _version(self) -> int:
        return self.drafted.record.version if self.drafted.record is not None else 0

    # -- versions ----------------------------------------------------------------------------------------------------

    def _take_up(self, version: VoicePlanVersion) -> None:
        """An earlier plan as the draft of the next version."""
        self.edit(version.plan)
        self.seen.turn("tree")
        self.look()

    def edit(self, plan: VoicePlan) -> None:
        """Take a plan as the draft of the next version."""
        self.draft = plan.model_dump(mode="json")
        self.drafted.type(copy.deepcopy(self.draft))
        self._show_draft()

    def leave(self, then: Any) -> None:
        if not self.dirty():
            then()
            return

        def discard() -> None:
            self.undo()
            then()

        confirm(
            self.window(),
            self.tr("Discard what you changed?"),
            self.tr("The voice plan is not saved."),
            self.tr("Discard"),
            discard,
            kind="danger",
        )


def _sections_of(view: VoicePlanView) -> Values:
    return view.plan.model_dump(mode="json")


def _is_apply_fault(change: Change) -> bool:
    """Return whether the exchange did not take up a plan."""
    refused = CommandRefused.read(change)
    return refused is not None and refused.command == "apply_plan"
