"""The designer of kinds of cases: a register drawn with a fault in it, its second version compared, a case played through it."""

from __future__ import annotations

from agent_desk.demo.screenshots.play import Play, as_kind, close_dialogs
from agent_desk.desk.cases import drawing
from agent_desk.ui.cases.kinds.designer.designer import DesignerDialog
from agent_desk.ui.cases.kinds.designer.play import PlayDialog
from agent_desk.ui.cases.kinds.kinds_page import KindsPage
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.inputs import TextArea, TextInput
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace

NAMES = (
    "administrator-kinds",
    "administrator-designer",
    "administrator-designer-new",
    "administrator-designer-compare",
    "administrator-designer-play",
)
_WALKED = 2
_DRAWN = "risk"
"""The register that is drawn: large enough to have a way back, a second person and tasks."""


def designer(stage: Play, space: AdministratorWorkspace) -> None:
    """Photograph the kinds, the designer and what it opens."""
    page = as_kind(space.open_page("kinds"), KindsPage)
    stage.wait(page.model.rowCount, "the kinds")
    page.table.select_key(next(row.id for row in page.model.records() if row.code == _DRAWN))
    stage.shoot("administrator-kinds")
    page.new_kind()
    stage.shoot("administrator-designer-new")
    close_dialogs(stage)
    page.design()
    drawn = as_kind(page.dialog, DesignerDialog)
    stage.wait(lambda: drawn.choices is not None, "the roles")
    document = drawn.document
    first = document.kind.transitions[0]
    document.choose("states", first.from_states[0])
    drawn.board.add_state(final=False)
    code = document.chosen[1]
    after, way = drawing.connected(document.kind, first.from_states[0], code)
    document.do("", after, ("transitions", way))
    document.do("", drawing.without(document.kind, "transitions", document.kind.transitions[-2].code))
    document.choose("transitions", first.code)
    stage.shoot("administrator-designer")
    drawn.compare()
    stage.shoot("administrator-designer-compare")
    assert drawn.dialog is not None
    drawn.dialog.reject()
    drawn.play()
    played = as_kind(drawn.dialog, PlayDialog)
    stage.wait(lambda: played.played is not None and played.do_button.isEnabled(), "the play")
    _walk(stage, played)
    stage.shoot("administrator-designer-play")
    played.reject()
    drawn.drafted.discard()
    close_dialogs(stage)


def _walk(stage: Play, played: PlayDialog) -> None:
    """Open a case and do its first step three days later."""
    form = played.form
    for name in form.values():
        field = form.field(name)
        if isinstance(field, Choice):
            field.set_value(next((field.itemData(at) for at in range(field.count()) if field.itemData(at)), None))
        elif isinstance(field, TextInput | TextArea):
            field.set_value("3" if name in ("amount", "loss") else "网点断网影响业务办理")
    played.do()
    stage.wait(lambda: played.played is not None and played.played.case is not None, "a case")
    way = played.ways.records()[0]
    played.does.set_value(("move", way.transition))
    for name in played.form.values():
        field = played.form.field(name)
        if isinstance(field, Choice):
            field.set_value(next((field.itemData(at) for at in range(field.count()) if field.itemData(at)), None))
        elif isinstance(field, TextInput | TextArea):
            field.set_value("双线路改造")
    played.amount.set_value(3)
    played.unit.set_value("days")
    played.do()
    stage.wait(lambda: len(played.walked.records()) == _WALKED and played.do_button.isEnabled(), "its first step")
