"""The gallery's second page: what stands in for content, what pops up, lists, trees, calendar, dialogs."""

from PySide6.QtCore import QDate, QStringListModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QTextBrowser,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from agent_desk.ui.kit import controls, dialogs, elapsed, icons, shortcuts, theme, words
from agent_desk.ui.kit.inputs import Calendar


def _zh(zh: str, en: str) -> str:
    return words.pick(zh, en)


class GalleryMore(QWidget):
    """The page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        page = QHBoxLayout(self)
        page.setContentsMargins(theme.SPACE_4, theme.SPACE_4, theme.SPACE_4, theme.SPACE_4)
        page.setSpacing(theme.SPACE_3)
        for stretch, parts in (
            (30, (_tree(), _listing(), _popup_menu())),
            (40, (_states(), _inside(shortcuts.ShortcutSheet(_sheet_actions())), _article())),
            (34, (_inside(_confirmation()), _calendar())),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE_3)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            page.addLayout(column, stretch)


def _sheet_actions() -> list[shortcuts.Action]:
    wanted = (
        "call.answer",
        "call.hold",
        "call.mute",
        "call.end",
        "case.complaint",
        "wrapup.done",
        "customer.find",
        "desk.sheet",
    )
    return [shortcuts.action(id) for id in wanted]


def _inside(dialog: QDialog) -> QWidget:
    """Return a dialog shown as a part of the page."""
    dialog.setWindowFlags(Qt.WindowType.Widget)
    dialog.setModal(False)
    dialog.setMinimumWidth(0)
    card = controls.Card(padding=0)
    card.add(dialog)
    return card


def _confirmation() -> QDialog:
    return dialogs.ConfirmDialog(
        _zh("结束当前通话？", "End this call?"),
        _zh(
            "客户 138****8000 正在通话中，挂断后不能恢复。",
            "138****8000 is on the line. A call that was ended cannot be taken back.",
        ),
        _zh("结束通话", "End call"),
        kind="danger",
    )


def _tree() -> QWidget:
    card = controls.Card(_zh("管理", "Administration"), icon="settings")
    model = QStandardItemModel()
    for zh, en, icon, children in (
        ("人员与角色", "People and roles", "users", (("坐席", "Agents"), ("班组", "Teams"))),
        ("队列与技能", "Queues and skills", "headphones", ()),
        ("日历", "Calendar", "calendar-days", ()),
    ):
        item = QStandardItem(icons.icon(icon, "muted"), _zh(zh, en))
        for one, other in children:
            item.appendRow(QStandardItem(_zh(one, other)))
        model.appendRow(item)
    view = QTreeView()
    model.setParent(view)
    view.setModel(model)
    view.setHeaderHidden(True)
    view.expandAll()
    view.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
    view.setFixedHeight(180)
    card.add(view)
    return card


def _listing() -> QWidget:
    card = controls.Card(_zh("知识", "Knowledge"), icon="book-open")
    card.add(controls.SearchField(_zh("搜索知识库", "Search")))
    view = QListView()
    view.setModel(
        QStringListModel([_zh("电话挂失借记卡", "Lost card by phone"), _zh("解除账户限制", "Unblock an account")], view)
    )
    view.setCurrentIndex(view.model().index(0, 0))
    view.setFixedHeight(76)
    card.add(view)
    return card


def _popup_menu() -> QWidget:
    card = controls.Card()
    menu = QMenu()
    menu.setWindowFlags(Qt.WindowType.Widget)
    menu.addAction(icons.icon("coffee"), _zh("小休", "Break"))
    menu.addAction(icons.icon("utensils"), _zh("用餐", "Meal"))
    menu.addSeparator()
    chosen = menu.addAction(icons.icon("graduation-cap"), _zh("培训", "Training"))
    menu.addAction(_zh("其他", "Other")).setEnabled(False)
    menu.setActiveAction(chosen)
    card.add(menu)
    return card


def _article() -> QWidget:
    card = controls.Card()
    browser = QTextBrowser()
    mark = theme.current().highlight
    browser.setHtml(
        _zh(
            f"<h3>电话挂失</h3><p>先核实客户身份，再办理<span style='background:{mark}'>挂失</span>。挂失即时生效。</p>",
            f"<h3>Lost card</h3><p>Verify the caller, then report the card <span style='background:{mark}'>lost</span>.</p>",
        )
    )
    browser.setFixedHeight(110)
    card.add(browser)
    return card


def _calendar() -> QWidget:
    card = controls.Card()
    calendar = Calendar()
    calendar.setSelectedDate(QDate(2025, 11, 13))
    card.add(calendar)
    return card


def _states() -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.SPACE_3)
    stacks = []
    for _ in range(3):
        card = controls.Card()
        stack = controls.StateStack(QLabel())
        stack.setMinimumHeight(170)
        card.add(stack)
        layout.addWidget(card, 1)
        stacks.append(stack)
    stacks[0].show_empty(
        "inbox",
        _zh("没有待办工单", "No open cases"),
        _zh("新投诉会出现在这里。", "New complaints appear here."),
        _zh("登记投诉", "Open complaint"),
    )
    stacks[1].show_loading()
    stacks[1].loading.reveal_now()
    stacks[1].set_stale(elapsed.now())
    stacks[2].show_error(
        _zh("连接不上服务器，请稍后再试。", "The hub does not answer; try again in a moment."), lambda: None
    )
    return box
