"""The supervisor's screens: the board at work, a figure explained, an agent steered, a past day, the complaints."""

from __future__ import annotations

from datetime import timedelta

from agent_desk.demo.screenshots.floor_people import busy_floor
from agent_desk.demo.screenshots.floor_work_scenes import NAMES as FLOOR_WORK
from agent_desk.demo.screenshots.floor_work_scenes import FloorWorkScenes
from agent_desk.demo.screenshots.history_scenes import NAMES as HISTORY_NAMES
from agent_desk.demo.screenshots.history_scenes import history
from agent_desk.demo.screenshots.play import Play, close_dialogs
from agent_desk.desk.figures.board import Cell
from agent_desk.desk.figures.wallboard import WallboardWatch
from agent_desk.schemas.cases.statistics import CaseChoice
from agent_desk.schemas.figures.board import AgentRow
from agent_desk.ui.cases.actions import actions_of
from agent_desk.ui.figures.wallboard import WallboardView
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace

STEERED = (
    "supervisor-agent-menu",
    "supervisor-not-ready",
    "supervisor-free",
    "supervisor-listen",
    "supervisor-listening",
)
EXPLAINED = ("supervisor-explain", "supervisor-story")
MANY = 5
WALLBOARD = ("wallboard-figures", "wallboard-queues", "wallboard-charts")
BOARD = (
    "supervisor-board",
    *STEERED,
    *EXPLAINED,
    *FLOOR_WORK,
    "supervisor-quarters",
    "supervisor-arrange",
    *WALLBOARD,
)
PAST = ("supervisor-calendar", "supervisor-past-day")
COMPLAINTS = (
    "supervisor-complaints",
    "supervisor-complaint",
    "supervisor-complaint-deed",
    "supervisor-complaint-correct",
)
FIGURES = (
    "supervisor-complaint-figures",
    "supervisor-complaint-axes",
    "supervisor-complaint-periods",
    "supervisor-complaint-month",
    "supervisor-complaint-causes",
    "supervisor-complaint-topics",
)
INBOX = ("supervisor-inbox", "supervisor-inbox-load")
NAMES = (
    *BOARD,
    *PAST,
    *COMPLAINTS,
    *FIGURES,
    *INBOX,
    "supervisor-keys",
    "supervisor-board-empty",
    *HISTORY_NAMES,
)


class SupervisorScenes:
    """An hour on the floor."""

    def __init__(self, stage: Play) -> None:
        self.stage = stage
        self.space: SupervisorWorkspace = stage.sign_in(stage.cast["supervisors"][0]["login"], SupervisorWorkspace)
        self.stage.wait(lambda: self.space.floor.showing() == "content", "the board")

    def nobody(self) -> None:
        """Before the shift: nobody is signed in."""
        self.stage.shoot("supervisor-board-empty")

    def board(self) -> None:
        """The floor at work, and what may be done with an agent."""
        stage, floor, wants = self.stage, self.space.floor, self.stage.camera.wants
        with busy_floor(stage) as people:
            stage.wait(lambda: len(floor.agents.rows()) >= len(people.people), "the agents on the board")
            stage.wait(lambda: any(row.seat_lost_at for row in floor.agents.rows()), "the seat that is lost", 40)
            stage.rest(1500)
            stage.shoot("supervisor-board")
            if wants(*STEERED):
                self.steer(self.one_in("talking"))
            if wants(*EXPLAINED):
                self.explained()
            if wants(*FLOOR_WORK):
                FloorWorkScenes(stage, self.space, people).play()
            if wants("supervisor-quarters"):
                self.quarters()
            if wants(*WALLBOARD):
                self.wallboard()
            floor.arrange()
            stage.shoot("supervisor-arrange")
            close_dialogs(stage)

    def steer(self, row: AgentRow) -> None:
        """An agent's menu, and the dialogs behind its entries."""
        stage, floor = self.stage, self.space.floor
        cards = floor.agents.cards
        floor.agents.choose(row.person.id)
        floor.agent_actions._open_menu(row, cards.mapToGlobal(cards.rect().center()))
        stage.shoot("supervisor-agent-menu")
        assert floor.agent_actions.menu is not None
        floor.agent_actions.menu.close()
        floor.agent_actions.set_not_ready(row)
        stage.shoot("supervisor-not-ready")
        close_dialogs(stage)
        floor.agent_actions.free(row)
        stage.shoot("supervisor-free")
        close_dialogs(stage)
        if stage.camera.wants("supervisor-listen", "supervisor-listening"):
            self.listen(row)

    def explained(self) -> None:
        """Where a figure comes from, down to one of its calls."""
        stage, floor = self.stage, self.space.floor
        floor.explain(Cell("service_level"))
        dialog = stage.wait(lambda: floor.explanation, "the explanation")
        stage.wait(dialog.model.rowCount, "the calls of the figure")
        stage.shoot("supervisor-explain")
        self.story()
        close_dialogs(stage)

    def story(self) -> None:
        """One of the calls behind a figure, from ring to wrap-up, and back."""
        stage, space = self.stage, self.space
        dialog = space.floor.explanation
        assert dialog is not None
        dialog.table.selectRow(0)
        dialog.story.click()
        story = stage.wait(lambda: space.story, "the call's story")
        stage.wait(lambda: story.states.showing() == "content", "what happened in the call")
        stage.shoot("supervisor-story")
        story.back.click()

    def quarters(self) -> None:
        """The day by quarters of an hour, how long callers waited first."""
        stage, charts = self.stage, self.space.floor.charts
        charts.minutes.set_value(15)
        charts.minutes.changed.emit(15)
        charts.choice.set_value("calls")
        charts.choice.changed.emit("calls")
        stage.wait(lambda: len(charts.charts["calls"].data().series) > 2, "the usual quarters")
        stage.shoot("supervisor-quarters")
        charts.minutes.set_value(30)
        charts.minutes.changed.emit(30)
        charts.choice.set_value("levels")
        charts.choice.changed.emit("levels")

    def wallboard(self) -> None:
        """The same floor on a screen on the wall."""
        stage = self.stage
        file = stage.folder / "wallboard.token"
        file.write_text(stage.errands.wallboard(f"hall-{words.language()}"))
        view = WallboardView(WallboardWatch(stage.settings.hub, file), seconds=3600)
        view.resize(stage.size)
        view.show()
        view.watch.start()
        stage.wait(lambda: view.current() is not view.message, "the wallboard")
        for name in WALLBOARD:
            stage.camera.shoot(name, view)
            view.turn()
        view.watch.stop()
        view.close()
        view.deleteLater()
        elapsed.set_source(self.space.context.hub_now)

    def listen(self, row: AgentRow) -> None:
        """Into an agent's call, and out again."""
        stage, floor = self.stage, self.space.floor
        dialog = floor.agent_actions.supervising.ask(row, "listen")
        dialog.form.set_values({"extension": "8109", "why": "新员工第一周，旁听辅导"})
        stage.shoot("supervisor-listen")
        dialog.action_button.click()
        now = floor.agent_actions.supervising.watch
        stage.wait(lambda: now.now is not None and now.now.state == "joined", "the supervisor in the call")
        stage.shoot("supervisor-listening")
        floor.supervision.leave.click()
        stage.wait(lambda: now.now is None, "the supervisor out of the call")
        stage.rest(300)

    def one_in(self, state: str) -> AgentRow:
        """Return the first agent in this state."""
        return next(row for row in self.space.floor.agents.rows() if row.state == state)

    def past(self) -> None:
        """A day of last week."""
        stage, space = self.stage, self.space
        space.day.open_calendar()
        stage.shoot("supervisor-calendar")
        space.day._popup.hide()
        space.day.pick(space.day.today() - timedelta(days=2))
        stage.wait(lambda: space.floor.past_text(), "the past day")
        stage.shoot("supervisor-past-day")
        space.day.pick(None)
        stage.wait(lambda: not space.floor.past_text(), "the live board")

    def complaints(self) -> None:
        """The list of everybody's complaints, one of them read, decided on, corrected."""
        stage, space = self.stage, self.space
        space.pages.set_value("complaints")
        space.open_page("complaints")
        view = stage.wait(lambda: space.complaints, "the complaints")
        stage.wait(view.list.model.rowCount, "the list of complaints")
        stage.shoot("supervisor-complaints")
        view.list.table.selectRow(0)
        view.show_complaint(view.list.model.records()[0].id)
        stage.wait(lambda: view.detail.complaint is not None, "a complaint")
        stage.shoot("supervisor-complaint")
        complaint = view.detail.complaint
        assert complaint is not None
        _first, others = actions_of(complaint)
        action = next(one for one in others if one.ask is not None)
        view.detail.do(action)
        stage.wait(lambda: view.detail.dialog, "the dialog of a deed")
        stage.shoot("supervisor-complaint-deed")
        close_dialogs(stage)
        view.detail.do(next(one for one in others if one.word == "edit"))
        stage.wait(lambda: view.detail.dialog, "the correction")
        stage.shoot("supervisor-complaint-correct")
        close_dialogs(stage)

    def figures(self) -> None:
        """Figures of complaints: by business, against the days before, and the monthly paper."""
        stage, space = self.stage, self.space
        space.pages.set_value("statistics")
        space.open_page("statistics")
        page = stage.wait(lambda: space.statistics, "the statistics")
        stage.wait(lambda: page.sheet is not None and page.sheet.rows, "the figures of complaints")
        stage.shoot("supervisor-complaint-figures")
        today = space.day.today()
        three = CaseChoice(
            rows="channel", inner="business", across="cause", level=1, start=today - timedelta(days=60), end=today
        )
        page.bar.set_choice(three)
        stage.wait(lambda: page.sheet is not None and page.sheet.choice.inner == "business", "three axes")
        stage.shoot("supervisor-complaint-axes")
        first = today.replace(day=1)
        page.bar.set_choice(CaseChoice(rows="cause", level=1, start=first - timedelta(days=14), end=today))
        page.bar.against.set_value("before")
        page.bar.against.edited.emit()
        stage.wait(lambda: page.sheet is not None and page.sheet.choice.against_start, "the days before")
        stage.shoot("supervisor-complaint-periods")
        figures = stage.wait(lambda: space.figures, "the page of both")
        figures.open_view("monthly")
        monthly = stage.wait(lambda: figures.monthly, "the monthly paper")
        stage.wait(lambda: monthly.paper is not None, "the paper of last month")
        stage.shoot("supervisor-complaint-month")
        monthly.sections.set_value("cause")
        monthly.sections.changed.emit("cause")
        stage.shoot("supervisor-complaint-causes")
        figures.open_view("topics")
        topics = stage.wait(lambda: figures.topics, "what is new")
        stage.wait(lambda: topics.feed.now is not None, "what is new in the complaints")
        stage.shoot("supervisor-complaint-topics")

    def inbox(self) -> None:
        """What there is to do, by whom, and who has how much of it."""
        stage = self.stage
        stage.shell.show_inbox()
        dialog = stage.wait(lambda: stage.shell.inbox, "the inbox")
        stage.wait(lambda: dialog.give_button.isVisible(), "what a leader may do")
        dialog.view.choose("all")
        stage.wait(lambda: len(dialog.model.records()) > MANY, "everybody's work")
        dialog.table.selectRow(0)
        stage.shoot("supervisor-inbox")
        dialog.look.choose("load")
        stage.wait(lambda: dialog.load.model.records(), "who has how much")
        stage.shoot("supervisor-inbox-load")
        close_dialogs(stage)

    def keys(self) -> None:
        """The sheet of keys."""
        self.stage.shell.show_sheet()
        self.stage.shoot("supervisor-keys")
        close_dialogs(self.stage)
        self.stage.sign_out()


def play(stage: Play) -> None:
    """Photograph them all; what no picture is wanted of is left out."""
    scenes = SupervisorScenes(stage)
    scenes.nobody()
    for names, scene in (
        (BOARD, scenes.board),
        (PAST, scenes.past),
        (COMPLAINTS, scenes.complaints),
        (FIGURES, scenes.figures),
        (INBOX, scenes.inbox),
        (HISTORY_NAMES, lambda: history(stage, scenes.space)),
    ):
        if stage.camera.wants(*names):
            scene()
    scenes.keys()
