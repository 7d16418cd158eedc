"""Measures for queues: the dialogs that take one for the chosen queues, the strip that says what holds, the list to take back from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.calls import measures as operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.schemas.calls.changes import QueueMeasureChanged
from agent_desk.schemas.calls.measures import (
    ManyMeasures,
    MeasuredQueue,
    MeasurePage,
    MeasureRow,
    MeasureWord,
)
from agent_desk.schemas.calls.operations import STEER
from agent_desk.schemas.calls.records import QueueRef
from agent_desk.schemas.calls.words import MEASURES
from agent_desk.schemas.kit.account import Account
from agent_desk.ui.kit import elapsed, shortcuts, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, ElidedLabel, Pill
from agent_desk.ui.kit.floor_presentation import person_name, queue_name
from agent_desk.ui.kit.forms import TextArea
from agent_desk.ui.kit.measure_words import measure_text, short_text, until_text
from agent_desk.ui.kit.pages.account import AccountDialog, tell_account
from agent_desk.ui.kit.pages.faults import fault
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, StaleMark
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.pages.with_foot import with_foot
from agent_desk.ui.kit.shortcuts import Action
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

SOON_MS: Final = 60
_WHY: Final = 400
_GROUP = str(QT_TRANSLATE_NOOP("FloorShortcuts", "Chosen queues"))


def _key(name: str, keys: str, text: object) -> Action:
    return shortcuts.register(Action(f"floor.queue_{name}", keys, str(text), _GROUP, "FloorShortcuts", True))


KEYS: Final[dict[MeasureWord, Action]] = {
    "closed": _key("closed", "Alt+C", QT_TRANSLATE_NOOP("FloorShortcuts", "Close the queue")),
    "opened": _key("opened", "Alt+U", QT_TRANSLATE_NOOP("FloorShortcuts", "Open the queue out of its hours")),
    "announcement": _key("announcement", "Alt+K", QT_TRANSLATE_NOOP("FloorShortcuts", "Announcement for the queue")),
    "overflow": _key("overflow", "Alt+O", QT_TRANSLATE_NOOP("FloorShortcuts", "Overflow of the queue")),
}


def watch(context: DeskContext, parent: QObject) -> Feed[MeasurePage]:
    """Return what holds, kept fresh."""
    return Feed(
        context,
        lambda: operations.queue_measures,
        cares=changes_of(QueueMeasureChanged),
        gather_ms=SOON_MS,
        parent=parent,
    )


# ---------------------------------------------------------------------- when it ends


def ends() -> list[tuple[str, str]]:
    """Return when a measure can end: the end of today, for so long, a full hour of today, when it is taken back."""
    now = words.local(elapsed.now())
    found = [
        ("end", QCoreApplication.translate("MeasureWords", "Until the end of today")),
        ("never", QCoreApplication.translate("MeasureWords", "Until I take it back")),
        ("m30", QCoreApplication.translate("MeasureWords", "For 30 minutes")),
        ("m60", QCoreApplication.translate("MeasureWords", "For 1 hour")),
        ("m120", QCoreApplication.translate("MeasureWords", "For 2 hours")),
        ("m240", QCoreApplication.translate("MeasureWords", "For 4 hours")),
    ]
    until = QCoreApplication.translate("MeasureWords", "Until {time}")
    found += [(f"h{hour}", until.format(time=words.clock(60 * hour))) for hour in range(now.hour + 1, 24)]
    return found


def end_of(choice: str) -> datetime | None:
    """Return the moment of a choice, in UTC; None: until it is taken back."""
    now = elapsed.now()
    if choice == "never":
        return None
    if choice.startswith("m"):
        return now + timedelta(minutes=int(choice[1:]))
    here = words.local(now)
    day = here.replace(hour=0, minute=0, second=0, microsecond=0)
    if choice == "end":
        # The next midnight of the centre's own clock, whatever its zone does that night.
        return (day + timedelta(days=1)).astimezone(UTC)
    return day.replace(hour=int(choice[1:])).astimezone(UTC)


# ---------------------------------------------------------------------- taking one


class MeasureDialog(FormDialog):
    """One measure for these queues. `accounted` carries the Account, and the queues' names by id."""

    accounted = Signal(object, object)

    def __init__(self, context: DeskContext, does: MeasureWord, queues: Sequence[QueueRef], parent: QWidget) -> None:
        self._does, self._codes = does, tuple(queue.code for queue in queues)
        self._page: MeasurePage | None = None
        titles = {
            "closed": self.tr("Close {queues}"),
            "opened": self.tr("Open {queues} out of its hours"),
            "announcement": self.tr("Announcement for {queues}"),
            "overflow": self.tr("Overflow of {queues}"),
        }
        super().__init__(
            context,
            titles[does].format(queues=self._queues_text(queues)),
            f"measure_{does}",
            self._take,
            Account,
            action={
                "closed": self.tr("Close"),
                "opened": self.tr("Open"),
                "announcement": self.tr("Play it"),
                "overflow": self.tr("Let it overflow"),
            }[does],
            action_kind="danger" if does == "closed" else "primary",
            icon=MEASURES[does].icon,
            hint=self._hint(),
            fault=self._fault_words,
            fields={"until_at": "until", "target": "where"},
            parent=parent,
        )
        self.says = theme.label("", "caption", wrap=True)
        self.sound, self.where = Choice([]), Choice([])
        if does == "overflow":
            self.form.add("where", self.tr("Where to"), self.where, required=True)
            self.form.add("when", self.tr("When"), Choice(self._bounds()), required=True)
        if does in ("closed", "announcement"):
            self.form.add("sound", self.tr("What callers hear"), self.sound, required=True)
            self.sound.edited.connect(self._say_sound)
            self.body.addWidget(self.says)
        self.form.add("until", self.tr("Until"), Choice(ends()), required=True)
        self.form.add("why", self.tr("Why (written down)"), TextArea(limit=_WHY, lines=2), required=True)
        self.drafted.saved.connect(self._taken)
        self.begin(",".join(self._codes), blank={"until": "end", "why": "", **self._blank()})
        self.action_button.setEnabled(False)
        page: Feed[MeasurePage] = Feed(context, lambda: operations.queue_measures, parent=self)
        page.came.connect(self._came)
        page.failed.connect(context.tell)
        self.body.addWidget(StaleMark(page))
        page.start()

    def _blank(self) -> dict[str, Any]:
        if self._does == "overflow":
            return {"where": None, "when": "now"}
        return {"sound": None} if self._does in ("closed", "announcement") else {}

    def _hint(self) -> str:
        return {
            "closed": self.tr("Callers from now on hear it and are turned away; who waits already is served."),
            "opened": self.tr("Numbers that lead to it take calls as in its hours."),
            "announcement": self.tr("Callers from now on hear it before they wait."),
            "overflow": self.tr("Callers from now on; who waits already stays in place."),
        }[self._does]

    def _bounds(self) -> list[tuple[str, str]]:
        found = [("now", self.tr("At once"))]
        found += [
            (f"w{count}", self.tr("When more than {count} wait").format(count=count)) for count in (3, 5, 10, 20, 50)
        ]
        found += [
            (f"s{after}", self.tr("After a wait of {time}").format(time=words.duration(after * 1000)))
            for after in (30, 60, 120, 180, 300, 600)
        ]
        return found

    def _queues(self) -> list[MeasuredQueue]:
        return [one for one in (self._page.queues if self._page else []) if one.queue.code in self._codes]

    def _queues_text(self, queues: Sequence[QueueRef]) -> str:
        if len(queues) == 1:
            return queue_name(queues[0])
        return self.tr("{count} queues").format(count=len(queues))

    def _came(self, page: MeasurePage) -> None:
        self._page = page
        queues = self._queues()
        heard = [(one.sound, words.pick(one.name_zh, one.name_en)) for one in page.announcements]
        self.sound.set_options(heard)
        places = [
            (f"queue:{one.queue.code}", queue_name(one.queue))
            for one in page.queues
            if one.queue.code not in self._codes
        ]
        if all(one.callback_key for one in queues):
            places.append(("callback", self.tr("Offer a call-back")))
        places += [
            (f"message:{sound}", self.tr("Announcement “{name}”, then the end").format(name=name))
            for sound, name in heard
        ]
        self.where.set_options(places)
        self.notice.refill()
        first = {"where": (self.where, places), "sound": (self.sound, heard)}
        for choice, options in first.values():
            if choice.value() is None and options:
                choice.set_value(options[0][0])
        self._say_sound()
        self.action_button.setEnabled(bool(queues))
        self.form.field(next(iter(self.form.values()))).setFocus()

    def _say_sound(self) -> None:
        found = next(
            (one for one in (self._page.announcements if self._page else []) if one.sound == self.sound.value()), None
        )
        self.says.setText(found.says if found is not None else "")

    def _take(self, sent: Submission[Any]) -> Account:
        values = sent.values
        kind, _, what = str(values.get("where") or "").partition(":")
        when = str(values.get("when") or "now")
        heard = what if kind == "message" else values.get("sound")
        form = ManyMeasures(
            queues=[one.id for one in self._queues()],
            does=self._does,
            sound=heard or None,
            overflow_to=kind or None,  # type: ignore[arg-type]  # one of the places that were offered
            target=what if kind == "queue" else None,
            waiting=int(when[1:]) if when.startswith("w") else None,
            after_s=int(when[1:]) if when.startswith("s") else None,
            until_at=end_of(str(values["until"])),
            why=values["why"],
        )
        return operations.take_measures(self._context.api, form)

    def _taken(self, account: Account) -> None:
        self.accounted.emit(account, {one.id: queue_name(one.queue) for one in self._queues()})

    def _fault_words(self, code: str) -> str:
        faults = {
            "past": self.tr("This moment is over already."),
            "too_late": self.tr("A measure ends within 14 days; what holds longer belongs to the voice plan."),
        }
        return faults.get(code) or fault(code)


class QueueActions(QObject):
    """The keys and dialogs of the chosen queues, for those who may; what the hub says comes back as a notice."""

    def __init__(self, context: DeskContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.dialog: MeasureDialog | None = None
        self.account: AccountDialog | None = None

    @property
    def allowed(self) -> bool:
        """Whether this person may steer; the hub decides again."""
        return self._context.session.may(STEER)

    def bind(self, panel: QWidget, chosen: Callable[[], Sequence[QueueRef]]) -> None:
        """Let the keys work while this panel is shown, on the queues that are chosen there."""
        if self.allowed:
            for does, action in KEYS.items():
                shortcuts.bind(panel, action.id, partial(self._take_chosen, does, chosen))

    def _take_chosen(self, does: MeasureWord, chosen: Callable[[], Sequence[QueueRef]]) -> None:
        self.take(does, chosen())

    def take(self, does: MeasureWord, queues: Sequence[QueueRef]) -> None:
        """Ask what is to hold for these queues, until when and why."""
        if not queues or not self.allowed:
            return
        self.dialog = MeasureDialog(self._context, does, queues, self._window)
        self.dialog.accounted.connect(lambda account, names: self._account(account, names, words.say(MEASURES[does])))
        self.dialog.destroyed.connect(self._gone)
        self.dialog.open()

    def _account(self, account: Account, names: dict[Any, str], what: str) -> None:
        self.account = tell_account(self._context, account, what, names, self._window)

    def _gone(self) -> None:
        self.dialog = None


# ---------------------------------------------------------------------- what holds


class MeasureStrip(QFrame):
    """One loud line while measures hold, none while nothing does. `list_wanted`: who may steer wants the list."""

    list_wanted = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", "warning")
        self.setAccessibleName(self.tr("Measures for queues"))
        self.feed = watch(context, self)
        self.state, self.text = Pill(), ElidedLabel("strong")
        self.button = Button(self.tr("Measures …"), icon="list", size="small")
        self.button.clicked.connect(self.list_wanted)
        theme.appear(self.button, context.session.may(STEER))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.state)
        row.addWidget(self.text, 1)
        row.addWidget(StaleMark(self.feed))
        row.addWidget(self.button)
        self.feed.came.connect(self._show)
        self.hide()

    def start(self) -> None:
        """Begin to watch."""
        self.feed.start()

    def close_down(self) -> None:
        """Watch no more."""
        self.feed.stop()

    def _show(self, page: MeasurePage) -> None:
        held = page.held
        lines = [f"{queue_name(row.queue)}: {measure_text(row)}" for row in held]
        one = held[0] if len(held) == 1 else None
        if one is not None:
            term = MEASURES[one.does]
            self.state.set(words.say(term), tone=term.tone, icon=term.icon)
        else:
            self.state.set(
                self.tr("{count} measures").format(count=len(held)),
                tone="bad" if any(row.does == "closed" for row in held) else "warning",
                icon="triangle-alert",
            )
        short = [f"{queue_name(row.queue)}: {short_text(row)}, {until_text(row)}" for row in held]
        self.text.setText(lines[0] if one is not None else " · ".join(short))
        self.text.setToolTip("\n".join(lines))
        self.setAccessibleDescription("; ".join(lines))
        self.setVisible(bool(held))


class MeasuresPanel(QWidget):
    """What holds now, the first to end first; each can be taken back."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.allowed = context.session.may(STEER)
        self.dialog: ReasonFormDialog | None = None
        self.feed = watch(context, self)
        self.model: TableModel[MeasureRow] = TableModel(self._columns(), key=lambda row: row.id)
        self.table: TableView[MeasureRow] = TableView(self.model)
        self.table.setAccessibleName(self.tr("Measures that hold now"))
        self.table.set_empty(
            "circle-check",
            self.tr("Every queue is as the voice plan says"),
            self.tr("Choose queues on the board and right click, or use Alt+C, U, K, O."),
        )
        self.back_button = Button(self.tr("Take back now …"), icon="undo-2", size="small")
        self.back_button.clicked.connect(lambda: self.take_back(self.table.current_record()))
        theme.appear(self.back_button, self.allowed)
        self.table.activated_record.connect(self.take_back)
        self.table.selected_record.connect(lambda row: self.back_button.setEnabled(row is not None))
        self.states = FeedPanel(context, self.feed, with_foot(self.table, self.back_button), self._came)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.states)
        self.setFocusProxy(self.table)

    def _columns(self) -> list[Column[MeasureRow]]:
        return [
            Column(self.tr("Queue"), lambda row: queue_name(row.queue), width=116),
            Column(self.tr("Measure"), short_text, mark=_mark, width=138),
            Column(self.tr("What holds"), self._said, tooltip=self._said),
            Column(self.tr("Calls"), _met, align="right", width=62, explain=self.tr("Calls that met it until now")),
            Column(self.tr("Since"), lambda row: words.short(row.from_at), align="right", width=64),
            Column(self.tr("By"), lambda row: person_name(row.by), width=76),
            Column(self.tr("Why"), lambda row: row.why, tooltip=lambda row: row.why, width=130),
        ]

    def _said(self, row: MeasureRow) -> str:
        """Return what holds, and what the exchange has against it."""
        if not row.fault:
            return measure_text(row)
        refused = self._context.words(HubRefused("exchange_refused", {"error": row.fault}))
        return f"{measure_text(row)}: {refused}"

    def _came(self, page: MeasurePage) -> None:
        self.model.replace(page.held)
        if page.held and self.table.current_record() is None:
            self.table.selectRow(0)
        self.back_button.setEnabled(self.table.current_record() is not None)

    def take_back(self, row: MeasureRow | None) -> None:
        """Ask why, then let the queue be as the voice plan says."""
        if row is None or not self.allowed:
            return
        title = self.tr("Take back: {queue}, {what}").format(queue=queue_name(row.queue), what=short_text(row))
        self.dialog = ReasonFormDialog(
            self._context,
            "end_measure",
            str(row.id),
            title,
            self.tr("Take back"),
            lambda api, _reason, why: operations.end_measure(api, row.id, why),
            MeasureRow,
            text_label=self.tr("Why (written down)"),
            limit=_WHY,
            parent=self.window(),
        )
        self.dialog.saved.connect(lambda _row: self.feed.refresh())
        self.dialog.refused.connect(lambda _error: self.feed.refresh())
        self.dialog.open()


def _mark(row: MeasureRow) -> Mark:
    return Mark.of(MEASURES[row.does])


def _met(row: MeasureRow) -> str:
    return "–" if row.does == "opened" else words.number(row.turned_away + row.overflowed + row.heard)
