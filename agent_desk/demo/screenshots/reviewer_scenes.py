"""The reviewer's screens: calls to score, a score card, what was submitted, samples, a new draw, results."""

from __future__ import annotations

from PySide6.QtCore import Qt

from agent_desk.demo.screenshots.play import Play, close_dialogs
from agent_desk.ui.workspaces.reviewer import ReviewerWorkspace

NAMES = (
    "reviewer-calls",
    "reviewer-score-card",
    "reviewer-submitted",
    "reviewer-samples",
    "reviewer-new-sample",
    "reviewer-results",
    "reviewer-results-questions",
    "reviewer-keys",
)
_ANSWERS = "y54y3"
"""Given to the first questions; one that has no such answer stays open."""


class ReviewerScenes:
    """A reviewer's morning."""

    def __init__(self, stage: Play) -> None:
        self.stage = stage
        self.space: ReviewerWorkspace = stage.sign_in(stage.cast["reviewers"][0]["login"], ReviewerWorkspace)

    def score(self) -> None:
        """The work list, a call half scored, and one that is submitted."""
        stage, space = self.stage, self.space
        work = space.work_list
        stage.wait(work.model.items, "calls to score")
        stage.shoot("reviewer-calls")
        work.open_next(1)
        stage.wait(lambda: space.card.rows, "the questions")
        stage.rest(300)
        for row, answer in zip(space.card.rows, _ANSWERS, strict=False):
            stage.press(row, Qt.Key(ord(answer.upper())), text=answer)
        stage.rest(300)
        stage.shoot("reviewer-score-card")
        work.which.set_value(True)
        work._anew()
        stage.wait(work.model.items, "submitted calls")
        work.open_next(1)
        stage.wait(lambda: not space.card.work.editable, "the submitted review")
        stage.rest(300)
        stage.shoot("reviewer-submitted")

    def samples(self) -> None:
        """What was drawn, and how to draw more."""
        stage, space = self.stage, self.space
        space.open_page("samples")
        stage.wait(space.samples.model.rowCount, "the samples")
        stage.shoot("reviewer-samples")
        dialog = space.new_sample()
        if dialog is not None:
            stage.wait(dialog._match.text, "how many calls match")
            stage.shoot("reviewer-new-sample")
            close_dialogs(stage)

    def results(self) -> None:
        """By agent with the reviews behind a line, and by question."""
        stage, space = self.stage, self.space
        space.open_page("results")
        results = space.results
        stage.wait(results.models["agent"].rowCount, "the results")
        results.tables["agent"].selectRow(0)
        stage.wait(results.review_model.rowCount, "the reviews")
        stage.shoot("reviewer-results")
        results.by.set_value("question")
        results.refresh()
        stage.wait(results.models["question"].rowCount, "the results by question")
        stage.shoot("reviewer-results-questions")

    def keys(self) -> None:
        """The sheet of keys."""
        self.stage.shell.show_sheet()
        self.stage.shoot("reviewer-keys")
        close_dialogs(self.stage)
        self.stage.sign_out()


def play(stage: Play) -> None:
    """Photograph them all."""
    scenes = ReviewerScenes(stage)
    for scene in (scenes.score, scenes.samples, scenes.results, scenes.keys):
        scene()
