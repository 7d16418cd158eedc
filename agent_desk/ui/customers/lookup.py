"""Find a customer: type any fragment, walk with the arrows, Enter. The focus never leaves the field."""

from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from agent_desk.desk.customers import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.customers.operations import EDIT
from agent_desk.schemas.customers.records import LookupAnswer, LookupHit, Matched
from agent_desk.ui.customers import presentation, rows
from agent_desk.ui.customers.new_customer import say as say_entering
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import IconButton, SearchField, label
from agent_desk.ui.kit.covers import Overlay
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pills import paint_pill, pill_width

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW_PX = 3 * rows.LINE_PX + theme.SPACE_3
_PAUSE_MS = 150
_LEAST = 2
"""From so many characters on the hub searches."""
_WIDTH, _HEIGHT = 640, 540
NEW = shortcuts.register(
    shortcuts.Action(
        "customer.new",
        "Alt+N",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Enter a new customer, in the lookup")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Work")),
        page=True,
    )
)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._hits: list[LookupHit] = []

    def replace(self, hits: list[LookupHit]) -> None:
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def hit(self, at: int) -> LookupHit | None:
        return self._hits[at] if 0 <= at < len(self._hits) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row())
        if hit is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        found = ", ".join(f"{presentation.key_kind(one.kind)} {one.text}" for one in hit.matched)
        branch = presentation.name_of(hit.branch) if hit.branch is not None else ""
        told = (f"{hit.name.text} {hit.number}", branch, presentation.told_apart(hit), found)
        return ", ".join(part for part in told if part)


class _Delegate(QStyledItemDelegate):
    """Three lines per customer: who it is, what tells them from others of the name, and what matched, highlighted."""

    def __init__(self, view: QListView, model: _Model) -> None:
        super().__init__(view)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = self._model.hit(index.row())
        if hit is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rows.ground(painter, option.rect.adjusted(0, 1, 0, -1), selected=selected, hovered=hovered, focused=selected)
        box = option.rect.adjusted(12, 6, -12, -6)
        line = QRect(box.left(), box.top(), box.width(), rows.LINE_PX)
        end = rows.flags_at_end(painter, line, hit.care_flags)
        marks = [(_spot(one), rows.Highlight(one.start, one.length)) for one in hit.matched]
        rows.first_line(painter, QRect(line.left(), line.top(), end - line.left(), line.height()), hit, marks)
        line.translate(0, rows.LINE_PX)
        rows.text(painter, line, presentation.told_apart(hit) or "–", "text", theme.font())
        line.translate(0, rows.LINE_PX)
        self._matches(painter, line, hit)
        painter.restore()

    def _matches(self, painter: QPainter, line: QRect, hit: LookupHit) -> None:
        end = line.right()
        if hit.open_count:
            word = QCoreApplication.translate("LookupPanel", "{count} open").format(count=hit.open_count)
            width = pill_width(word, "flag")
            paint_pill(painter, QRect(end - width, line.top(), width, line.height()), word, "accent_ink", "flag")
            end -= width + theme.SPACE_2
        left = line.left()
        for one in hit.matched:
            box = QRect(left, line.top(), max(0, end - left), line.height())
            left += rows.text(painter, box, f"{presentation.key_kind(one.kind)} ", "muted", theme.font(12))
            box.setLeft(left)
            mark = rows.Highlight(one.start, one.length)
            left += rows.text(painter, box, one.text, "text", theme.font(), mark) + theme.SPACE_3


def _spot(one: Matched) -> str:
    """Return where in the first line a match is highlighted as well."""
    return {"name": "name", "pinyin": "name", "initials": "name", "number": "number"}.get(one.kind, "")


class LookupPanel(QWidget):
    """The field and what it finds. `chosen` carries the LookupHit."""

    chosen = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.feed: Feed[LookupAnswer] = Feed(context, self._ask, parent=self)
        self._typed = ""
        self._choose_when_found = False
        placeholder = self.tr(
            "Name, pinyin, customer no., last four digits, or a whole telephone, card or identity no."
        )
        self.field = SearchField(placeholder, delay_ms=_PAUSE_MS)
        self._model = _Model()
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list, self._model))
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Customers found"))
        self.states = FeedPanel(context, self.feed, self.list, self._show, loading=self.tr("Searching …"))
        self.field.textEdited.connect(self._typing)
        self.feed.failed.connect(self._failed)
        self._more = label("", "caption")
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(self.field)
        page.addWidget(self.states, 1)
        page.addWidget(self._more)
        self.setFocusProxy(self.field)
        self.field.searched.connect(self._search)
        self.field.moved.connect(self._step)
        self.field.chosen.connect(self._enter)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.states.show_answer(LookupAnswer(hint="too_short"))

    def ask(self, typed: str = "") -> None:
        """Begin anew, with something typed already (the number of a caller, say)."""
        self.field.setText(typed)
        self.field.selectAll()

    def hits(self) -> list[LookupHit]:
        """Return what is shown."""
        return [hit for at in range(self._model.rowCount()) if (hit := self._model.hit(at)) is not None]

    def current(self) -> LookupHit | None:
        """Return what Enter would choose."""
        return self._model.hit(self.list.currentIndex().row())

    def _typing(self, _text: str) -> None:
        """What stands here is about what was typed before: from the first key on it is being searched."""
        typed = self.field.value()
        if typed == self._typed and self.feed.now is not None:
            self.states.show_answer(self.feed.now)
        elif len(typed) >= _LEAST:
            self.states.expect_another()

    def _search(self, typed: str) -> None:
        self._typed = typed
        if typed:
            self.feed.anew(keep=True)
        else:
            self.feed.forget()
            self.states.show_answer(LookupAnswer(hint="too_short"))

    def _ask(self) -> Request[LookupAnswer] | None:
        typed = self._typed
        return (lambda api: operations.find(api, typed)) if typed else None

    def _show(self, answer: LookupAnswer) -> Nothing | None:
        self._model.replace(answer.items)
        self._more.setText(self.tr("There are more; type a little more to narrow it down.") if answer.more else "")
        self._more.setVisible(answer.more)
        if answer.items:
            self.list.setCurrentIndex(self._model.index(0))
        wanted, self._choose_when_found = self._choose_when_found, False
        if wanted and len(answer.items) == 1:
            self._choose(0)
        if answer.items:
            return None
        if answer.hint == "too_short":
            return self._too_short()
        hint = self.tr("Check the digits, or try another part: the name, or the last four of a card.")
        return Nothing("user-x", self.tr("Nobody found"), hint)

    def _too_short(self) -> Nothing:
        hint = self.tr("For example 138 0013, 王小, wxm, C000123, or the last four digits of a card.")
        return Nothing("search", self.tr("Type at least two characters"), hint)

    def _failed(self, _error: DeskError) -> None:
        self._choose_when_found = False

    def _step(self, by: int) -> None:
        count = self._model.rowCount()
        if count:
            at = max(0, min(count - 1, self.list.currentIndex().row() + by))
            self.list.setCurrentIndex(self._model.index(at))

    def _enter(self) -> None:
        if self.feed.waiting:
            # The answer to what was typed is still under way: a single hit is chosen when it is here.
            self._choose_when_found = True
        elif self.current() is not None:
            self._choose(self.list.currentIndex().row())

    def _choose(self, at: int) -> None:
        hit = self._model.hit(at)
        if hit is not None:
            self.chosen.emit(hit)


class LookupOverlay(Overlay):
    """The lookup over the middle of a window (Ctrl+K). Closed, it gives the focus back, into the half-typed note.

    `new_wanted` carries what was typed: nobody is found by it, or it is somebody else.
    """

    chosen = Signal(object)
    new_wanted = Signal(str)

    def __init__(self, context: DeskContext, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.panel = LookupPanel(context)
        self.panel.chosen.connect(self._found)
        close = IconButton("x", self.tr("Close (Esc)"), size="small")
        close.clicked.connect(self.close_it)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Find a customer"), "heading"))
        head.addStretch(1)
        self._may_enter = context.session.may(EDIT)
        self.new = IconButton("user-plus", say_entering("title"), shortcut=NEW.keys, size="small")
        self.new.clicked.connect(self._new)
        theme.appear(self.new, self._may_enter)
        head.addWidget(self.new)
        head.addWidget(close)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_4)
        page.setSpacing(theme.SPACE_2)
        page.addLayout(head)
        page.addWidget(self.panel, 1)
        shortcuts.bind(self, NEW.id, self._new)
        self.setAccessibleName(self.tr("Find a customer"))
        self._shade()
        window.installEventFilter(self)

    def _shade(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 70 if theme.current().name == "light" else 160))
        self.setGraphicsEffect(shadow)

    def focus_home(self) -> QWidget:
        """What is typed goes into the field, from the first moment on."""
        return self.panel.field

    def open(self, typed: str = "") -> None:
        """Show it with the cursor in the field; `typed` stands there selected."""
        self._place()
        self.panel.ask(typed)
        self.open_now()

    def _new(self) -> None:
        if self._may_enter:
            typed = self.panel.field.value()
            self.close_it()
            self.new_wanted.emit(typed)

    def _found(self, hit: LookupHit) -> None:
        self.close_it()
        self.chosen.emit(hit)

    def _place(self) -> None:
        room = self._window.size()
        width, height = min(_WIDTH, room.width() - 48), min(_HEIGHT, room.height() - 96)
        self.setGeometry((room.width() - width) // 2, 64, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
