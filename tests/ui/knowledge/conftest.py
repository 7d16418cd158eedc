"""A signed-in agent's seat on a real hub with a dozen articles."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.context import DeskContext, Window
from agent_desk.desk.kit.live import Live, LiveState
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.seat_memory import SeatMemory
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.hub.kit.database import Database
from agent_desk.models.knowledge import ArticleUse
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.notices import RecordedNotices
from agent_desk.ui.knowledge.panel import KnowledgePanel
from tests.fixtures.hub import GoingHub
from tests.fixtures.knowledge import demo_articles
from tests.fixtures.people import PASSWORD, Staff

WITHIN_MS = 20_000
"""How long a test waits for what must come; a busy machine is no failure."""


@dataclass
class Desk:
    """The panel in a window beside a field of notes, as in the workspace."""

    context: DeskContext
    window: QWidget
    panel: KnowledgePanel
    notes: QLineEdit
    database: Database
    told: RecordedNotices = field(default_factory=RecordedNotices)

    def uses(self) -> list[str]:
        """What was noted of the use of articles, oldest first."""
        with self.database.read() as db:
            return list(db.scalars(select(ArticleUse.kind).order_by(ArticleUse.at)))

    def titles(self) -> list[str]:
        return [hit.title.text for hit in self.panel.hits.rows.hits]


@pytest.fixture
def desk(
    qapp: QApplication, qtbot: QtBot, going_hub: GoingHub, staff: Staff, database: Database, tmp_path: Path
) -> Iterator[Desk]:
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    demo_articles(database)
    staff.person("a1001", "agent")
    api, background = Api(going_hub.url, connect_timeout_s=1), Background()
    session = Session(api, seat="s", data_dir=tmp_path, memory=SeatMemory)
    session.sign_in("a1001", PASSWORD)
    live = Live(going_hub.url, clock=api.clock, token=lambda: api.token)
    context = DeskContext(
        api=api,
        live=live,
        outbox=Outbox(api, OutboxFile.without_disk(tmp_path / "o"), sentence, autostart=False),
        session=session,
        background=background,
        settings=DeskSettings(hub=going_hub.url, data_dir=tmp_path, seat="s"),
        window=Window(language=words.language),
    )
    told = RecordedNotices()
    context.window.notices = told
    window, notes = QWidget(), QLineEdit()
    panel = KnowledgePanel(context)
    row = QHBoxLayout(window)
    row.addWidget(notes)
    row.addWidget(panel)
    window.resize(800, 700)
    qtbot.addWidget(window)
    try:
        live.start()
        qtbot.waitUntil(lambda: live.state is LiveState.LIVE, timeout=WITHIN_MS)
        window.show()
        qtbot.waitUntil(lambda: bool(panel.hits.rows.hits), timeout=WITHIN_MS)
        yield Desk(context, window, panel, notes, database, told)
    finally:
        panel.close_down()
        live.stop()
        background.close()
        context.outbox.close()
        api.close()
