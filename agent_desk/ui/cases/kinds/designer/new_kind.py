"""A new kind: begun from nothing, or as a copy of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import drawing, kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.records import DesignChoices, DraftForm, KindVersion
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.designer.said import property_help, property_name, text
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pick_many import PickMany


class NewKindDialog(FormDialog):
    """Asks what a new kind is called and from what it begins. `saved` carries the KindVersion, a draft."""

    def __init__(self, context: DeskContext, versions: Sequence[KindVersion], parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            text("new_kind"),
            "new_kind",
            self._add,
            KindVersion,
            action=text("begin"),
            icon="plus",
            hint=text("new_says"),
            fault=fields.fault,
            parent=parent,
        )
        self._kinds: dict[str, Kind] = {}
        for one in versions:
            if one.in_force or one.code not in self._kinds:
                self._kinds[one.code] = one.kind
        bases = [Option("", text("from_nothing")), *(Option(code, called(kind)) for code, kind in self._kinds.items())]
        self.form.add("name_zh", property_name("", "name_zh"), TextInput(limit=60), required=True)
        self.form.add("name_en", property_name("", "name_en"), TextInput(limit=60), required=True)
        self.form.add("code", property_name("", "code"), TextInput(limit=40), required=True, hint=text("code_hint"))
        hint = property_help("", "prefix")
        self.form.add("prefix", property_name("", "prefix"), TextInput(limit=4), required=True, hint=hint)
        self.form.add("base", text("base"), Choice(bases, searchable=True))
        self.roles = PickMany(text("none"), text("some"))
        self.form.add("roles", text("for_roles"), self.roles, hint=text("roles_hint"))
        self.form.edited.connect(lambda _name: self._show_roles())
        api = context.api
        context.background.run(self, lambda: kinds.design_choices(api), self._offer, context.tell)
        self.begin("new", blank={"base": "", "roles": ()})
        self._show_roles()

    def _offer(self, found: DesignChoices) -> None:
        self.roles.set_options([(one.code, words.pick(one.zh, one.en)) for one in found.roles])
        self.notice.refill()

    def _show_roles(self) -> None:
        self.form.set_shown("roles", not self.form.values()["base"])

    def _add(self, sent: Submission[KindVersion]) -> KindVersion:
        said = sent.values
        named = (said["code"], said["name_zh"], said["name_en"], said["prefix"])
        base = self._kinds.get(said["base"] or "")
        kind = drawing.copied(base, *named) if base is not None else drawing.begun(*named, said["roles"])
        return kinds.save_draft(self._context.api, kind.code, DraftForm(kind=kind, begins=True))
