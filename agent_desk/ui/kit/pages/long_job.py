"""Long work of the hub on the screen: how far it is, a button that stops it, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from agent_desk.desk.kit import work
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.kit.changes import LongJobChanged
from agent_desk.schemas.kit.long_jobs import KINDS, STATES, LongJob
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pills import Pill

Pick = Callable[[Sequence[LongJob]], LongJob | None]
"""Of the jobs that the person may see, the newest first: the one to show."""


class LongJobPanel(QWidget):
    """One long job. `said` puts the result of one that is done into words."""

    def __init__(
        self,
        context: DeskContext,
        pick: Pick,
        said: Callable[[LongJob], str] = lambda _job: "",
        *,
        idle: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._pick, self._said, self._idle = context, pick, said, idle
        self.job: LongJob | None = None
        self.feed: Feed[list[LongJob]] = Feed(context, lambda: work.jobs, cares=LongJobChanged.is_told_by, parent=self)
        self.state = Pill()
        self.text = theme.label("", "body", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(180)
        self.stop_button = Button(self.tr("Stop"), icon="circle-off", size="small")
        self.stop_button.clicked.connect(self.stop)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.state)
        row.addWidget(self.text, 1)
        row.addWidget(self.progress)
        row.addWidget(self.stop_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(FeedPanel(context, self.feed, content, self._show))

    def _show(self, jobs: list[LongJob]) -> None:
        self.job = job = self._pick(jobs)
        under_way = job is not None and job.open
        for widget in (self.progress, self.stop_button):
            widget.setVisible(under_way)
        self.state.setVisible(job is not None)
        if job is None:
            self.text.setText(self._idle)
            return
        term = STATES.of(job.state)
        self.state.set(words.say(term), tone=term.tone, icon=term.icon)
        self.text.setText(self._words(job))
        self.progress.setRange(0, job.total or 0)
        self.progress.setValue(min(job.done, job.total or 0))
        self.progress.setAccessibleName(self.text.text())
        self.stop_button.setEnabled(job.may_stop)

    def _words(self, job: LongJob) -> str:
        name = words.say(KINDS.of(job.kind))
        if job.stop_asked and job.open:
            return self.tr("{name}: stops after what is under way").format(name=name)
        if job.state == "failed" and job.fault:
            return f"{name}: {self._context.words(HubRefused(job.fault, {}))}"
        if job.state == "done":
            return self._said(job) or name
        if job.state == "running" and job.total:
            done, total = words.number(job.done), words.number(job.total)
            return self.tr("{name}: {done} of {total}").format(name=name, done=done, total=total)
        return name

    def stop(self) -> None:
        """Ask the hub to stop it; what is done stays done."""
        job, context = self.job, self._context
        if job is not None and job.may_stop:
            self.stop_button.setEnabled(False)
            api = context.api
            context.background.run(
                self, lambda: work.stop_job(api, job.id), lambda _job: self.feed.refresh(), context.tell
            )
