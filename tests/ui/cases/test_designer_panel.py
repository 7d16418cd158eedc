"""The designer's panel shows every part of every shipped kind, and gives it back as it was."""

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.cases import drawing
from agent_desk.hub.cases.kinds.loading import shipped
from agent_desk.hub.people.rules import ROLES
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.parts import GENERAL, tables
from agent_desk.ui.cases.kinds.designer.document import Document
from agent_desk.ui.cases.kinds.designer.panel import Panel


@pytest.mark.parametrize("kind", shipped(), ids=lambda one: one.code)
def test_what_is_shown_of_a_part_is_the_part(qtbot: QtBot, kind: Kind) -> None:
    document = Document(kind)
    panel = Panel(document, {code: zh for code, (zh, _en) in ROLES.items()})
    qtbot.addWidget(panel)
    parts = [(GENERAL, ""), *((table, one.code) for table in tables() for one in getattr(kind, table))]
    for table, code in parts:
        document.choose(table, code)
        read = panel.read()
        assert drawing.put(kind, table, code, read) == kind, f"{table} {code}"
