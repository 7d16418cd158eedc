"""A long job at a seat on a real hub: its progress, stopping it, what came of it; and the dialog of stored files."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel
from pytestqt.qtbot import QtBot

from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.long_jobs import KINDS, JobKind, Running
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from agent_desk.ui.administration.files_dialog import FilesDialog
from agent_desk.ui.kit.pages.long_job import LongJobPanel
from tests.fixtures.seats import MakeSeat, Seat


class Nothing(BaseModel):
    """No arguments."""


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, reports=str(tmp_path))


@pytest.fixture
def keeper(hub: HubThread, make_seat: MakeSeat) -> Seat:
    return make_seat(hub.url, "keeper", "system_administrator")


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[JobKind[Nothing]]:
    """Work that goes on until it is stopped, 3 of 7 done."""
    monkeypatch.setattr(long_jobs, "TELL_S", 0.0)

    def run(job: Running[Nothing]) -> None:
        while True:
            job.tell(3, 7)
            time.sleep(0.05)

    made = long_jobs.register(JobKind("test.endless", Nothing, "settings.manage", run, resumes=False))
    yield made
    del KINDS[made.name]


def test_progress_is_seen_and_a_press_stops_it(
    qtbot: QtBot, hub: HubThread, keeper: Seat, kind: JobKind[Nothing]
) -> None:
    panel = LongJobPanel(
        keeper.context, lambda jobs: next((one for one in jobs if one.kind == kind.name), None), idle="idle"
    )
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.text.text() == "idle", timeout=10_000)
    assert panel.stop_button.isHidden()
    with hub.hub_context.database.write() as db:
        unit = Unit(db=db, now=hub.hub_context.now(), jobs=hub.hub_context.jobs)
        long_jobs.start(unit, kind, Nothing())
    qtbot.waitUntil(lambda: panel.progress.value() == 3, timeout=10_000)
    assert panel.progress.maximum() == 7 and panel.text.text().endswith("3 of 7")
    panel.stop()
    qtbot.waitUntil(lambda: panel.job is not None and panel.job.state == "stopped", timeout=10_000)
    assert panel.stop_button.isHidden() and panel.progress.isHidden()


def test_stored_files_are_checked_at_a_press(qtbot: QtBot, hub: HubThread, keeper: Seat) -> None:
    dialog = FilesDialog(keeper.context)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.check.text.text() == "Not checked in the last 90 days.", timeout=10_000)
    dialog.verify()
    qtbot.waitUntil(lambda: dialog.check.text.text() == "0 files checked, nothing wrong.", timeout=10_000)
    assert dialog.encrypting.text.text() == "Every file is encrypted."
