"""Running cases brought to another version: which state becomes which, tried dry, then done as long work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.schemas.cases.kinds.migration import Migrated, MigrationLook, MigrationPlan, StayingCase
from agent_desk.schemas.cases.kinds.records import KindVersion
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.designer.said import text
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.kit.tables import Column, TableModel, TableView

STATE = "state_"
"""Before the code of a state in the names of the form's fields."""


class MigrateDialog(FormDialog):
    """Asks for the plan of the running cases of a version. `saved` carries the LongJob."""

    def __init__(
        self, context: DeskContext, row: KindVersion, versions: Sequence[KindVersion], parent: QWidget | None = None
    ) -> None:
        title = text("migrate_title").format(kind=called(row.kind), number=row.number)
        super().__init__(
            context,
            title,
            "migrate_kind",
            self._migrate,
            LongJob,
            action=text("do_migrate"),
            icon="arrow-right-left",
            hint=text("migrate_says"),
            fault=fields.fault,
            parent=parent,
        )
        self._row = row
        self._targets = {
            one.number: one.kind
            for one in versions
            if one.code == row.code and one.number != row.number and one.state == "published"
        }
        self.resize(720, 600)
        numbers = [Option(number, text("numbered").format(number=number)) for number in self._targets]
        self.form.add("to_number", text("to_version"), Choice(numbers), required=True)
        for state in row.kind.states:
            if not state.final:
                waits = fields.text("waiting").format(n=row.waiting.get(state.code, 0))
                self.form.add(f"{STATE}{state.code}", f"{called(state)} ({waits})", Choice())
        self.body.removeWidget(self.form)
        self.body.addWidget(ScrollArea(self.form), 3)
        self.look: MigrationLook | None = None
        self.told = theme.label("", "strong", wrap=True)
        self.body.addWidget(self.told)
        columns: list[Column[StayingCase]] = [
            Column(text("number"), lambda one: one.number, width=150),
            Column(text("state"), lambda one: self._state(one.state), width=120),
            Column(text("why_not"), lambda one: words.pick(one.zh, one.en), tooltip=lambda one: one.zh),
        ]
        self.model: TableModel[StayingCase] = TableModel(columns, key=lambda one: one.number)
        self.table: TableView[StayingCase] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(text("why_not"))
        self.table.set_empty("check", text("all_go"))
        self.table.hide()
        self.body.addWidget(self.table, 2)
        self.dry_button = self.add_button(Button(text("dry"), icon="search"), self.try_dry)
        self.form.edited.connect(self._edited)
        first = max((one for one in self._targets if one > row.number), default=next(iter(self._targets), None))
        self._offer(first)
        self.begin(f"{row.code}/{row.number}", blank={"to_number": first, **self._same(first)})
        self.action_button.setEnabled(False)

    def _state(self, code: str) -> str:
        state = self._row.kind.states_by_code.get(code)
        return called(state) if state is not None else code

    def _offer(self, number: int | None) -> None:
        """Offer the states of a version that are no end."""
        kind = self._targets.get(number) if number is not None else None
        states = [Option(one.code, called(one)) for one in (kind.states if kind is not None else ()) if not one.final]
        for name in self.form.values():
            choice = self.form.field(name)
            if name.startswith(STATE) and isinstance(choice, Choice):
                choice.blockSignals(True)
                choice.set_options([Option(None, text("stays")), *states])
                choice.blockSignals(False)

    def _same(self, number: int | None) -> dict[str, Any]:
        """Return what most likely becomes of each state: the one of the same code."""
        kind = self._targets.get(number) if number is not None else None
        open_ = {one.code for one in kind.states if not one.final} if kind is not None else set()
        codes = [one.code for one in self._row.kind.states if not one.final]
        return {f"{STATE}{code}": code if code in open_ else None for code in codes}

    def _edited(self, name: str) -> None:
        if name == "to_number":
            number = self.form.values()["to_number"]
            self._offer(number)
            self.form.set_values(self._same(number), clean=False)
        # What was tried is another plan.
        self.look = None
        self.told.clear()
        self.table.hide()
        self.action_button.setEnabled(False)

    def plan(self) -> MigrationPlan:
        """Return the plan as it stands in the form."""
        return _plan(self.form.values())

    def try_dry(self) -> None:
        """Have the hub say who would go, and who cannot and why."""
        if not self.check():
            return
        api, row, plan = self._context.api, self._row, self.plan()
        self._context.background.run(
            self,
            lambda: kinds.look_at_migration(api, row.code, row.number, plan),
            self._looked,
            lambda error: self.notice.tell(error),
        )

    def _looked(self, found: MigrationLook) -> None:
        self.look = found
        self.told.setText(text("would").format(going=found.going, staying=found.staying))
        self.model.replace(found.cases)
        self.table.show()
        self.action_button.setEnabled(found.going > 0)

    def _stand(self, state: str) -> None:
        super()._stand(state)
        if self.look is None:
            self.action_button.setEnabled(False)

    def _migrate(self, sent: Submission[LongJob]) -> LongJob:
        return kinds.migrate(self._context.api, self._row.code, self._row.number, _plan(sent.values))


def _plan(values: Mapping[str, Any]) -> MigrationPlan:
    states = {name.removeprefix(STATE): to for name, to in values.items() if name.startswith(STATE) and to}
    return MigrationPlan(to_number=values["to_number"], states=states)


def migrated(job: LongJob) -> str:
    """Return what came of a plan, in words."""
    found = Migrated.model_validate(job.result)
    return text("did_migrate").format(moved=found.moved, stayed=found.stayed)
