"""Every widget of the kit in all its states on one page, to look at: `python -m agent_desk.demo.gallery.gallery [light|dark]`."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QRadioButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from agent_desk.demo.gallery.more import GalleryMore
from agent_desk.schemas.calls.words import AGENT_STATES
from agent_desk.ui.kit import charts, controls, elapsed, forms, icons, notices, shortcuts, states, theme, words
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView


def row(*widgets: QWidget, stretch: bool = True, spacing: int = theme.SPACE_2) -> QWidget:
    """Widgets side by side."""
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return box


def _zh(zh: str, en: str) -> str:
    return words.pick(zh, en)


@dataclass(frozen=True)
class _Seat:
    name: str
    state: str
    reason: str
    since_ms: int
    calls: int
    level: float


class Gallery(QWidget):
    """The page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setWindowIcon(icons.app_icon())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar())
        page = QHBoxLayout()
        page.setContentsMargins(theme.SPACE_4, theme.SPACE_4, theme.SPACE_4, theme.SPACE_4)
        page.setSpacing(theme.SPACE_3)
        for stretch, cards in (
            (30, (self._call(), self._buttons(), self._pills())),
            (46, (self._tiles(), self._chart(), self._table())),
            (34, (self._form(), self._choices())),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE_3)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            page.addLayout(column, stretch)
        outer.addLayout(page, 1)
        self.notices = notices.Notices(self, top=56)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "bar")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        layout.setSpacing(theme.SPACE_3)
        pill = states.StatePill()
        pill.set_state("ready", since_at=elapsed.now() - timedelta(seconds=192))
        layout.addWidget(controls.Avatar(_zh("张敏", "Zhang Min"), 32))
        layout.addWidget(pill)
        layout.addWidget(controls.Divider("vertical"))
        layout.addWidget(
            theme.label(
                _zh("今日 23 通 · 平均处理 3:05 · 我的服务水平 86 %", "calls 23 · AHT 3:05 · my SL 86 %"), "muted"
            )
        )
        layout.addStretch(1)
        search = controls.SearchField(_zh("查找客户  Ctrl+K", "Find a customer  Ctrl+K"))
        search.setFixedWidth(260)
        layout.addWidget(search)
        layout.addWidget(controls.IconButton("bell", _zh("通知", "Notices")))
        layout.addWidget(controls.IconButton("moon", _zh("切换深浅色", "Light or dark"), shortcut="Ctrl+Shift+D"))
        layout.addWidget(controls.IconButton("keyboard", _zh("快捷键", "Keys"), shortcut="F1"))
        return bar

    def _call(self) -> QWidget:
        card = controls.Card(_zh("来电", "Call"), icon="phone-incoming")
        card.set_tone("ringing")
        card.add_header(controls.Pill(_zh("振铃", "Ringing"), "ringing", "bell-ring"))
        number = theme.label("138****8000", "title")
        card.add(number)
        since = controls.ElapsedLabel(elapsed.now() - timedelta(seconds=4), bad_after_ms=20_000)
        card.add(
            row(theme.label(_zh("个人业务", "Retail"), "muted"), controls.Badge(_zh("模拟线路", "simulated")), since)
        )
        card.add(
            row(
                controls.Button(_zh("接听", "Answer"), kind="good", icon="phone", shortcut="F2", size="large"),
                stretch=False,
            )
        )
        hold = controls.Button(_zh("保持", "Hold"), icon="pause", shortcut="F3")
        mute = controls.Button(_zh("静音", "Mute"), icon="mic-off", shortcut="F4")
        mute.setEnabled(False)
        card.add(row(hold, mute, stretch=False))
        card.add(controls.Divider())
        rows = [
            (_zh("客户", "Customer"), _zh("王 *", "Wang *")),
            (_zh("客户号", "Number"), "C000123"),
            (_zh("网点", "Branch"), _zh("济宁任城支行", "Rencheng, Jining")),
        ]
        card.add(controls.KeyValue(rows))
        return card

    def _buttons(self) -> QWidget:
        card = controls.Card(_zh("按钮", "Buttons"))
        kinds = (("primary", "保存", "Save"), ("secondary", "取消", "Cancel"), ("ghost", "更多", "More"))
        card.add(row(*(controls.Button(_zh(zh, en), kind=kind) for kind, zh, en in kinds)))  # type: ignore[arg-type]
        end = controls.Button(_zh("结束通话", "End call"), kind="danger", icon="phone-off", shortcut="F9")
        off = controls.Button(_zh("停用", "Disabled"), kind="primary")
        off.setEnabled(False)
        card.add(row(end, off, controls.Button(_zh("展开全文", "Show all"), kind="link")))
        menu_button = controls.Button(_zh("未就绪", "Not ready"), icon="circle-minus")
        menu_button.set_menu(QMenu(menu_button))
        segments: list[tuple[object, str]] = [
            (1, _zh("今日", "Today")),
            (2, _zh("预测", "Forecast")),
            (3, _zh("上周", "Last week")),
        ]
        card.add(row(menu_button, controls.Segmented(segments)))
        return card

    def _pills(self) -> QWidget:
        card = controls.Card(_zh("坐席状态", "Agent states"))
        names = list(AGENT_STATES)
        for start in range(0, len(names), 3):
            pills = []
            for name in names[start : start + 3]:
                look = states.look(name)
                pills.append(controls.Pill(words.say(look), look.tone, look.icon))
            card.add(row(*pills))
        return card

    def _tiles(self) -> QWidget:
        level = controls.Tile(
            _zh("服务水平 20 秒（F3）", "Service level 20 s (F3)"),
            window=_zh("今日", "today"),
            unit="%",
            target=controls.Target(0.8, _zh("目标 ≥ 80 %", "target ≥ 80 %"), near=0.03),
            explain="F3 = answered ≤ T / (answered + abandoned)",
            clickable=True,
        )
        level.set_figure("81.1", 0.811)
        rate = controls.Tile(
            _zh("接通率", "Answer rate"),
            window=_zh("今日", "today"),
            unit="%",
            target=controls.Target(0.9, _zh("目标 ≥ 90 %", "target ≥ 90 %"), near=0.03),
        )
        rate.set_figure("88.2", 0.882)
        wait = controls.Tile(
            _zh("最长等待", "Longest wait"),
            window=_zh("此刻", "now"),
            target=controls.Target(30, _zh("目标 ≤ 0:30", "target ≤ 0:30"), "at_most"),
        )
        wait.set_figure("0:48", 48)
        ready = controls.Tile(_zh("就绪", "Ready"), window=_zh("此刻", "now"), note=_zh("共 40 席", "of 40 seats"))
        ready.set_figure("6")
        return row(level, rate, wait, ready, stretch=False, spacing=theme.SPACE_3)

    def _chart(self) -> QWidget:
        card = controls.Card()
        chart = charts.IntervalChart(unit="percent")
        start = datetime(2025, 11, 13, 0, 0, tzinfo=UTC)
        level = [0.91, 0.88, 0.84, 0.79, 0.72, 0.76, 0.83, 0.86, 0.90, 0.85, 0.81, None, None, None, None, None]
        rate = [0.98, 0.97, 0.95, 0.93, 0.90, 0.91, 0.94, 0.96, 0.97, 0.95, 0.94, None, None, None, None, None]
        last = [0.86, 0.87, 0.86, 0.82, 0.78, 0.77, 0.80, 0.85, 0.86, 0.88, 0.87, 0.84, 0.80, 0.82, 0.86, 0.9]
        target = _zh("目标 80 %", "target 80 %")
        chart.set_data(
            charts.IntervalData(
                [start + timedelta(minutes=30 * at) for at in range(16)],
                series=(
                    charts.Series(_zh("服务水平", "Service level"), level, target=0.8, target_text=target),
                    charts.Series(_zh("接通率", "Answer rate"), rate, tone="series_2"),
                    charts.Series(_zh("上周同日", "Same day last week"), last, kind="dashed", tone="muted"),
                ),
            )
        )
        chart.setFixedHeight(230)
        card.add(chart)
        return card

    def _table(self) -> QWidget:
        card = controls.Card(_zh("坐席", "Agents"), icon="users")
        field = controls.SearchField(_zh("筛选姓名或队列", "Filter"))
        field.setFixedWidth(200)
        card.add_header(field)
        card.add_header(controls.IconButton("settings-2", _zh("设置列", "Columns")))
        columns: list[Column[_Seat]] = [
            Column(_zh("姓名", "Name"), lambda seat: seat.name, width=90),
            Column(
                _zh("状态", "State"),
                lambda seat: states.word(seat.state),
                mark=lambda seat: Mark(
                    states.word(seat.state), states.look(seat.state).tone, states.look(seat.state).icon
                ),
                width=150,
            ),
            Column(_zh("原因", "Reason"), lambda seat: seat.reason, tone=lambda _: "muted"),
            Column(_zh("时长", "Since"), lambda seat: words.duration(seat.since_ms), align="right", width=70),
            Column(
                _zh("通话", "Calls"),
                lambda seat: str(seat.calls),
                align="right",
                sort_key=lambda seat: seat.calls,
                width=70,
            ),
            Column(
                _zh("服务水平", "SL"),
                lambda seat: words.percent(seat.level),
                align="right",
                tone=lambda seat: "bad" if seat.level < 0.8 else "text",
                width=90,
            ),
        ]
        model = TableModel(columns, lambda seat: seat.name, _SEATS)
        view: TableView[_Seat] = TableView(model)
        view.setFixedHeight(34 + 6 * theme.ROW_PX)
        view.select_key(_SEATS[1].name)
        view.hovered_row = 3
        card.add(view)
        return card

    def _form(self) -> QWidget:
        card = controls.Card(_zh("投诉登记", "Complaint"), icon="clipboard-list")
        form = forms.Form()
        form.add("customer", _zh("客户", "Customer"), forms.TextInput(), required=True)
        tree = [
            forms.Option(
                "card",
                _zh("借记卡", "Debit card"),
                (forms.Option("fee", _zh("收费", "Fees")), forms.Option("loss", _zh("挂失", "Loss"))),
            ),
            forms.Option("loan", _zh("贷款", "Loan")),
        ]
        cascade = forms.CascadeChoice(tree)
        form.add("business", _zh("业务类别", "Business"), cascade, required=True)
        form.add(
            "text",
            _zh("内容", "Text"),
            forms.TextArea(limit=500, lines=3),
            required=True,
            hint=_zh("用客户的原话。", "In the customer's words."),
        )
        form.add("due", _zh("办结期限", "Due"), forms.DateTimeInput())
        form.set_values({"customer": _zh("王 *  C000123", "Wang *  C000123"), "business": "loss"})
        form.set_errors({"text": _zh("请填写内容。", "Please fill in the text.")})
        card.add(form)
        frame, _ = controls.banner(
            _zh("期限 15 日：事实清楚、争议简单（2020 年第 3 号令）", "Due in 15 days: facts clear, dispute simple")
        )
        card.add(frame)
        card.add(
            row(
                controls.Button(_zh("提交投诉", "Submit"), kind="primary"), controls.Button(_zh("存草稿", "Save draft"))
            )
        )
        return card

    def _choices(self) -> QWidget:
        card = controls.Card()
        tabs = QTabBar()
        for text in (_zh("时间线", "Time line"), _zh("工单", "Cases"), _zh("短信", "Messages")):
            tabs.addTab(text)
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        card.add(tabs)
        tick, other = forms.Tick(_zh("已核实身份", "Identity verified")), forms.Tick(_zh("需要回电", "Call back"))
        tick.set_value(True)
        radio, second = QRadioButton(_zh("一般", "Normal")), QRadioButton(_zh("紧急", "Urgent"))
        radio.setChecked(True)
        card.add(row(tick, other))
        card.add(row(radio, second, forms.NumberInput(0, 99, unit=_zh("分钟", "min"))))
        progress = QProgressBar()
        progress.setValue(62)
        card.add(progress)
        return card

    def tell(self) -> None:
        """Two notices, for the picture."""
        self.notices.good(_zh("投诉 C-2231 已登记。", "Complaint C-2231 is open."))
        action = notices.Action(_zh("查看", "Show"), lambda: None)
        self.notices.warning(
            _zh("排队超过 10 人，最长等待 0:48。", "More than 10 callers wait, the longest 0:48."),
            action=action,
            urgent=True,
        )


_SEATS = [
    _Seat("张敏", "talking", "", 185_000, 23, 0.86),
    _Seat("李强", "after_call", "", 41_000, 19, 0.91),
    _Seat("王芳", "ready", "", 12_000, 27, 0.83),
    _Seat("赵磊", "not_ready", "培训", 905_000, 8, 0.74),
    _Seat("陈静", "reserved", "", 4_000, 21, 0.88),
    _Seat("刘洋", "on_hold", "", 66_000, 16, 0.79),
]


def main(arguments: list[str]) -> int:
    """Show the gallery."""
    app = QApplication(arguments)
    theme.apply(app, "dark" if "dark" in arguments else "light")
    words.install(app, "zh" if "zh" in arguments else "en")
    page: QWidget = GalleryMore() if "more" in arguments else Gallery()
    page.resize(1440, 900)
    shortcuts.bind(page, "desk.sheet", lambda: shortcuts.ShortcutSheet(parent=page).open())
    shortcuts.bind(
        page,
        "desk.theme",
        lambda: theme.apply(app, "light" if theme.current().name == "dark" else "dark"),
    )
    page.show()
    if isinstance(page, Gallery):
        page.tell()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
