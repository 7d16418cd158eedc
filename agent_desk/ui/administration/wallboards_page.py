"""Wallboards: which screens on a wall may show the board, what each shows, its key made and withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.figures import wallboards
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.figures.changes import WallboardChanged
from agent_desk.schemas.figures.views import MadeWallboard, NewWallboard, WallboardForm, WallboardToken
from agent_desk.schemas.figures.words import WALL_PAGES, WALL_SECONDS
from agent_desk.ui.administration.people_page import NEW
from agent_desk.ui.kit import shortcuts, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import confirm
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import NumberInput, TextInput
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.foresight import Foresight
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.kit.shown_once import ShownOnce
from agent_desk.ui.kit.tables import Column, Mark


def _add_fields(form: Form, pages: str, seconds: str, hint: str) -> None:
    shown = PickMany(
        QCoreApplication.translate("WallboardsPage", "(choose)"),
        QCoreApplication.translate("WallboardsPage", "{n} pages"),
    )
    shown.set_options([(code, words.say(term)) for code, term in WALL_PAGES.items()])
    form.add("pages", pages, shown, required=True, hint=hint)
    form.add("seconds", seconds, NumberInput(3, 3600, unit=QCoreApplication.translate("WallboardsPage", "s")))


class WallboardsPage(ListPage):
    """The screens with the form of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.new_button = Button(self.tr("Add"), icon="plus")
        self.new_button.clicked.connect(self.add_screen)
        self.head_actions.addWidget(self.new_button)
        shortcuts.bind(self, NEW.id, self.add_screen)
        self.new_button.set_shortcut(NEW.keys)
        self.table.set_empty("chart-column", self.tr("No wallboard yet"))
        nothing = ("chart-column", self.tr("No wallboard chosen"), self.tr("Add one, or choose one on the left."))
        editor = Editor(
            context, WallboardToken, _values, self._send, Undo(action="floor.wallboard_changed"), nothing=nothing
        )
        hint = self.tr("From when the screen connects next.")
        _add_fields(editor.form, self.tr("What it shows"), self.tr("A page stays"), hint)
        self.revoke_button = Button(self.tr("Withdraw the key …"), icon="lock")
        self.revoke_button.clicked.connect(self.ask_revoke)
        editor.buttons.insertWidget(0, self.revoke_button)
        self.renew_button = Button(self.tr("New key …"), icon="key-round")
        self.renew_button.clicked.connect(self.ask_renew)
        editor.buttons.insertWidget(1, self.renew_button)
        Foresight(context, editor)
        self.put_editor(editor)

    def head(self) -> tuple[str, str]:
        says = self.tr(
            "Screens on a wall that show figures and nobody's name. Each has a key of its own, shown once when it is made."
        )
        return self.tr("Wallboards"), says

    def key(self, record: WallboardToken) -> UUID:
        return record.id

    def columns(self) -> list[Column[WallboardToken]]:
        return [
            Column(self.tr("Name"), lambda row: row.name),
            Column(
                self.tr("What it shows"), lambda row: words.listed(words.say(WALL_PAGES.of(one)) for one in row.pages)
            ),
            Column(self.tr("Made"), lambda row: f"{words.short(row.made_at)} · {row.made_by}", width=190),
            Column(self.tr("State"), lambda row: self._mark(row).text, mark=self._mark, width=120),
        ]

    def _mark(self, row: WallboardToken) -> Mark:
        if row.revoked_at is not None:
            return Mark(self.tr("Withdrawn"), "muted", "circle-off")
        return Mark(self.tr("In force"), "good", "circle-check")

    def cares(self, change: Change) -> bool:
        return WallboardChanged.is_told_by(change)

    def ask(self) -> Request[list[WallboardToken]]:
        return wallboards.wallboards

    def open(self, record: WallboardToken) -> None:
        assert self.editor is not None
        self.editor.show_record(record, record.name, "wallboard", str(record.id))
        self.revoke_button.setVisible(record.revoked_at is None)
        self.renew_button.setVisible(record.revoked_at is None)

    def _send(self, record: WallboardToken, values: Values) -> WallboardToken:
        form = WallboardForm(pages=list(values["pages"]), seconds=values["seconds"], version=record.version)
        return wallboards.change_wallboard(self._context.api, record.id, form)

    # -- what is done ------------------------------------------------------------------------------------------------

    def add_screen(self) -> None:
        """Ask for a new screen; its key is shown once."""
        dialog = NewWallboardDialog(self._context, self)
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, made: MadeWallboard) -> None:
        self.refresh()
        WallboardKeyDialog(made, parent=self).open()

    def ask_renew(self) -> None:
        """Give the chosen screen another key, after a question."""
        row = self.editor.record if self.editor is not None else None
        if row is not None:
            said = self.tr("The key that the screen has counts no more: it goes dark until it has the new one.")
            title = self.tr("Give {name} a new key?").format(name=row.name)
            confirm(self.window(), title, said, self.tr("Make the key"), lambda: self._renew(row), kind="danger")

    def _renew(self, row: WallboardToken) -> None:
        assert self.editor is not None
        api = self._context.api
        self._context.background.run(
            self, lambda: wallboards.renew_wallboard(api, row.id), self._added, self.editor.failed
        )

    def ask_revoke(self) -> None:
        """Withdraw the chosen screen's key, after a question."""
        row = self.editor.record if self.editor is not None else None
        if row is not None:
            said = self.tr("The screen goes dark at once. A new key makes it show the board again.")
            title = self.tr("Withdraw the key of {name}?").format(name=row.name)
            confirm(self.window(), title, said, self.tr("Withdraw"), lambda: self._revoke(row), kind="danger")

    def _revoke(self, row: WallboardToken) -> None:
        assert self.editor is not None
        api = self._context.api
        self._context.background.run(
            self, lambda: wallboards.revoke_wallboard(api, row.id), self._revoked, self.editor.failed
        )

    def _revoked(self, row: WallboardToken) -> None:
        assert self.editor is not None
        self.editor.take(row)
        self.open(row)


class NewWallboardDialog(FormDialog):
    """Asks for a screen. `saved` carries the MadeWallboard."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            self.tr("Add a wallboard"),
            "new_wallboard",
            self._add,
            MadeWallboard,
            action=self.tr("Make the key"),
            action_icon="key-round",
            icon="plus",
            parent=parent,
        )
        hint = self.tr("What the screen is called, such as “hall”.")
        self.form.add("name", self.tr("Name"), TextInput(limit=60), required=True, hint=hint)
        _add_fields(self.form, self.tr("What it shows"), self.tr("A page stays"), "")
        self.begin("new", blank={"pages": tuple(WALL_PAGES), "seconds": WALL_SECONDS})

    def _add(self, sent: Submission[Any]) -> MadeWallboard:
        values = {**sent.values, "pages": list(sent.values["pages"])}
        return wallboards.add_wallboard(self._context.api, NewWallboard.model_validate(values))


class WallboardKeyDialog(ShownOnce):
    """Shows a screen's key, once. It is kept nowhere: the hub has its digest alone."""

    def __init__(self, made: MadeWallboard, parent: QWidget | None = None) -> None:
        said = self.tr(
            "For {name}. It is shown only now: put it into a file at the screen, and start “agent-desk wallboard” with it."
        )
        says = said.format(name=made.wallboard.name)
        super().__init__(self.tr("Key of the wallboard"), says, made.token, long=True, parent=parent)


def _values(row: WallboardToken) -> Values:
    return {"pages": tuple(row.pages), "seconds": row.seconds}
