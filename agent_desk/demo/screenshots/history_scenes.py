"""The supervisor's history: days, a comparison, agents, half hours, a score card, and the calls behind a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agent_desk.demo.screenshots.play import Play, close_dialogs
from agent_desk.ui.kit import words
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace

NAMES = (
    "supervisor-history",
    "supervisor-history-compared",
    "supervisor-history-agents",
    "supervisor-history-half-hours",
    "supervisor-history-calls",
    "supervisor-score-card",
    "supervisor-saved-reports",
    "supervisor-keep-report",
)


def history(stage: Play, space: SupervisorWorkspace) -> None:
    """Photograph the history page."""
    space.pages.set_value("history")
    space.open_page("history")
    holder = stage.wait(lambda: space.history, "the history page")
    page = holder.page

    def show(name: str, **choice: Any) -> None:
        page.sheet = None
        page.bar.set_choice(page.bar.choice().model_copy(update=_plain(choice)))
        stage.wait(lambda: page.sheet, name)
        stage.rest(300)
        stage.shoot(name)

    stage.wait(lambda: page.sheet, "the first report")
    show("supervisor-history", rows="day", period="last_30_days")
    if not stage.camera.wants(*NAMES[1:]):
        return
    show("supervisor-history-compared", rows="day", period="last_7_days", against="before")
    assert page.sheet is not None
    offered = next(one for one in page.sheet.columns if one.key == "offered")
    place = page.sheet.columns.index(offered)
    page.open_cell(max(page.sheet.rows, key=lambda row: row.cells[place].value or 0), offered)
    dialog = stage.wait(lambda: page.dialog, "the calls of a cell")
    stage.wait(dialog.model.rowCount, "the calls of the cell")
    stage.shoot("supervisor-history-calls")
    close_dialogs(stage)
    show("supervisor-history-half-hours", rows="interval", period="yesterday", against="none")
    show("supervisor-history-agents", rows="agent", period="last_7_days")
    assert page.sheet is not None
    best = max(page.sheet.rows, key=lambda row: row.cells[1].value or 0)
    show("supervisor-score-card", rows="score_card", of=best.of, period="last_30_days")
    _saved(stage, space)


def _plain(choice: Mapping[str, Any]) -> dict[str, Any]:
    return {"of": "centre", "against": "none", **choice}


def _saved(stage: Play, space: SupervisorWorkspace) -> None:
    """A report kept by name, and its first file."""
    assert space.history is not None
    page = space.history.page
    page.bar.set_choice(page.bar.choice().model_copy(update=_plain({"rows": "queue", "period": "last_week"})))
    page.open_saved()
    dialog = stage.wait(lambda: page.saved, "the saved reports")
    dialog.ask_new()
    new = stage.wait(lambda: dialog.form, "the new report")
    new.form.set_values({"name": words.pick("各队列周报", "Queues, weekly"), "every": "weekly"})
    stage.shoot("supervisor-keep-report")
    new.send()
    stage.wait(lambda: dialog.table.current_record() is not None, "the kept report")
    dialog.make_now()
    stage.wait(lambda: any(one.state == "made" for one in dialog.file_model.records()), "the file", 30)
    stage.rest(500)
    stage.shoot("supervisor-saved-reports")
    dialog.drop.setFocus()
    close_dialogs(stage)
