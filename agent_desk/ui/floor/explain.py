"""Where a figure comes from: its formula in words and in numbers, its window and target, and the calls in it."""

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk import floor
from agent_desk.desk.context import DeskContext
from agent_desk.desk.errors import DeskError
from agent_desk.schemas.floor import ExplainedCall, ExplainedPage, Explanation, FigureWord
from agent_desk.ui.floor.looks import goal_line, on_the_wall, person_name, queue_name, seconds, time_s
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, KeyValue, StateStack, label
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.recording_player import RecordingPlayer
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import TableView

PAGE = 50


class ExplainDialog(Dialog):
    """Opened, never executed: the board goes on behind it."""

    def __init__(
        self,
        context: DeskContext,
        figure: FigureWord,
        *,
        queue: str | None = None,
        day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_title(figure), icon="info", parent=parent)
        self.setMinimumSize(940, 600)
        self._context, self._figure, self._queue, self._day = context, figure, queue, day
        self._zone = ""
        self._items: list[ExplainedCall] = []
        self._after: str | None = None
        self._build()
        self._stack.show_loading()
        self._fetch()

    def _build(self) -> None:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        self.value = label("–", "figure")
        self.words = label("", "strong", wrap=True)
        row.addWidget(self.value)
        row.addSpacing(theme.SPACE_4)
        row.addWidget(self.words, 1)
        self.facts = KeyValue()
        self.sum = label("", "code", wrap=True, selectable=True)
        self.model: TableModel[ExplainedCall] = TableModel(self._columns(), key=lambda one: one.call.id)
        self.table: TableView[ExplainedCall] = TableView(self.model, sortable=False)
        self.table.set_empty("phone", self.tr("No calls in it"))
        self.player = RecordingPlayer(self._context)
        self.table.selected_record.connect(lambda one: self.player.show_call(one.call.id if one is not None else None))
        self._stack = StateStack(self.table)
        for widget in (page, self.sum, self.facts):
            self.body.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.player)
        self.more = Button(self.tr("Show more calls"), kind="link")
        self.more.clicked.connect(self._fetch_calls)
        self.more.hide()
        self.add_button(self.more, lambda: None)
        close = self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        close.setDefault(True)

    def _columns(self) -> list[Column[ExplainedCall]]:
        return [
            Column(self.tr("Counts"), lambda one: self.tr("yes") if one.counted else self.tr("no"), width=74,
                   icon=lambda one: "check" if one.counted else "minus",
                   tone=lambda one: "good" if one.counted else "muted",
                   explain=self.tr("Whether the call is in the numerator")),
            Column(self.tr("Offered"), self._offered, width=142),
            Column(self.tr("Queue"), lambda one: queue_name(one.call.queue)),
            Column(self.tr("Caller"), lambda one: one.call.caller.text or self.tr("Withheld"), width=124),
            Column(self.tr("Wait"), lambda one: words.duration(one.call.wait_ms), align="right", width=64),
            Column(self.tr("Handled"), lambda one: words.duration(_handled(one)), align="right", width=76,
                   explain=self.tr("Talk, hold and after-call work")),
            Column(self.tr("Outcome"), lambda one: self._outcome(one), width=104),
            Column(self.tr("Agent"), lambda one: person_name(one.call.agent) if one.call.agent else "–", width=110),
        ]  # fmt: skip

    def _offered(self, one: ExplainedCall) -> str:
        at = on_the_wall(one.call.offered_at, self._zone) if self._zone else one.call.offered_at
        return f"{words.date(at, year=False)} {words.time_of_day(at, seconds=True)}"

    def _outcome(self, one: ExplainedCall) -> str:
        shown = {
            "answered": self.tr("Answered"), "abandoned_queue": self.tr("Abandoned"),
            "abandoned_ivr": self.tr("Left in the menu"), "diverted": self.tr("Diverted"), "full": self.tr("Queue full"),
            "closed": self.tr("Closed"), "join_empty": self.tr("Nobody there"), "leave_empty": self.tr("Nobody left"),
            "timed_out": self.tr("Timed out"), "called_back": self.tr("Call-back"),
        }  # fmt: skip
        if one.call.outcome is not None:
            return shown[one.call.outcome]
        return self.tr("Waiting") if one.call.state in ("waiting", "ringing") else self.tr("In progress")

    # -- fetching ----------------------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        context = self._context
        context.background.run(
            self,
            lambda: floor.explain(context.api, self._figure, queue=self._queue, day=self._day),
            self._show,
            self._failed,
        )

    def _fetch_calls(self) -> None:
        context, after = self._context, self._after
        context.background.run(
            self,
            lambda: floor.explained_calls(
                context.api, self._figure, queue=self._queue, day=self._day, limit=PAGE, after=after
            ),
            self._show_calls,
            self._failed,
        )

    def _failed(self, error: DeskError) -> None:
        self._stack.show_error(self._context.words(error), self._fetch)

    def _show(self, told: Explanation) -> None:
        self._zone = told.zone
        self.value.setText(figure_text(told))
        self.words.setText(words.pick(told.words_zh, told.words_en))
        self.sum.setText(sum_text(told))
        self.sum.setVisible(bool(self.sum.text()))
        start, end = (on_the_wall(at, told.zone) for at in (told.window_start_at, told.window_end_at))
        window = self.tr("{start} to {end} (not included), {zone}").format(
            start=words.date_time(start), end=words.date_time(end), zone=told.zone
        )
        rows: list[tuple[str, str | QWidget]] = [
            (self.tr("Queue"), queue_name(told.queue) if told.queue is not None else self.tr("All queues")),
            (self.tr("Calls offered"), window),
        ]
        if told.figure == "service_level":
            rows.append((self.tr("Target"), goal_line(told.goal)))
            if told.goal.formula == "F5":
                rows.append((self.tr("t, forgiven"), self.tr("{t} s").format(t=seconds(told.goal.short_ms))))
            if told.own_goals:
                own = self.tr("{queues} are counted with their own T").format(
                    queues=", ".join(queue_name(one) for one in told.own_goals)
                )
                rows.append((self.tr("Note"), own))
        if told.figure == "answer_rate":
            rows.append((self.tr("Target"), words.percent(told.goal.answer_rate)))
        self.facts.set_rows(rows)
        self._fetch_calls()

    def _show_calls(self, page: ExplainedPage) -> None:
        self._items += page.items
        self._after = page.next
        self.model.replace(self._items)
        self.more.setVisible(page.next is not None)
        self._stack.show_content()


def figure_text(told: Explanation) -> str:
    """The figure as its tile shows it, a share with one decimal more."""
    if told.unit == "share":
        return words.percent(told.value, 1)
    return time_s(told.value) if told.unit == "seconds" else words.number(told.value)


def sum_text(told: Explanation) -> str:
    """The formula with its numbers, for a figure that is worked out: "253 ÷ (261 + 102) = 69.7 %"; empty for a plain count."""
    if told.denominator is None:
        return ""
    return f"{told.substituted.replace(' / ', ' ÷ ').replace(' - ', ' − ')} = {figure_text(told)}"


def _handled(one: ExplainedCall) -> int | None:
    call = one.call
    return call.talk_ms + call.hold_ms + call.acw_ms if call.answered_at is not None else None


def _title(figure: FigureWord) -> str:
    return {
        "service_level": QCoreApplication.translate("ExplainDialog", "Service level, explained"),
        "answer_rate": QCoreApplication.translate("ExplainDialog", "Answer rate, explained"),
        "asa": QCoreApplication.translate("ExplainDialog", "Average speed of answer, explained"),
        "aht": QCoreApplication.translate("ExplainDialog", "Average handle time, explained"),
        "offered": QCoreApplication.translate("ExplainDialog", "Offered calls"),
        "answered": QCoreApplication.translate("ExplainDialog", "Answered calls"),
        "abandoned": QCoreApplication.translate("ExplainDialog", "Abandoned calls"),
        "waiting": QCoreApplication.translate("ExplainDialog", "Calls that wait now"),
    }[figure]
