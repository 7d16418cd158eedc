"""What the user is told, heard and shown: notices, keys, sounds, words, charts."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.demo.gallery.gallery import Gallery
from agent_desk.demo.gallery.more import GalleryMore
from agent_desk.ui.kit import charts, shortcuts, sounds, states, theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.notices import Action, Notices, RecordedNotices, Teller


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_a_test_can_read_what_was_said() -> None:
    said = RecordedNotices()
    teller: Teller = said
    teller.warning("Ten callers wait.", urgent=True, key="queue")
    teller.withdraw("queue")
    assert said.texts() == ["Ten callers wait."]
    assert (said.said[0].tone, said.said[0].urgent, said.withdrawn) == ("warning", True, ["queue"])


def test_a_notice_does_not_take_the_cursor_out_of_a_note(qtbot: QtBot, window: QWidget) -> None:
    note = QLineEdit()
    QVBoxLayout(window).addWidget(note)
    notices = Notices(window)
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    notices.bad("The hub is away.", urgent=True)
    qtbot.keyClicks(note, "abc")
    assert note.hasFocus()
    assert notices.isVisible()
    assert notices.y() < 60


def test_urgent_notices_stay_and_the_others_make_room(window: QWidget) -> None:
    notices = Notices(window)
    notices.bad("The line is down.", urgent=True)
    for at in range(6):
        notices.info(f"note {at}")
    texts = [notice.text for notice in notices.showing()]
    assert texts == ["note 5", "note 4", "note 3", "note 2", "The line is down."]


def test_the_same_matter_is_told_once_and_can_be_taken_back(window: QWidget) -> None:
    notices = Notices(window)
    notices.warning("5 callers wait.", key="queue", urgent=True)
    notices.warning("6 callers wait.", key="queue", urgent=True)
    assert [notice.text for notice in notices.showing()] == ["6 callers wait."]
    notices.withdraw("queue")
    assert notices.showing() == []
    assert not notices.isVisible()


def test_the_button_of_a_notice_acts_and_dismisses(qtbot: QtBot, window: QWidget) -> None:
    notices = Notices(window)
    pressed: list[bool] = []
    notices.info("Complaint saved.", action=Action("Show", lambda: pressed.append(True)))
    button = next(one for one in notices.findChildren(Button) if one.text() == "Show")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert notices.showing() == []


def test_a_long_notice_is_not_cut_off(window: QWidget) -> None:
    notices = Notices(window)
    notices.warning("排队超过十人，" * 20)
    toast = next(one for one in notices.findChildren(QWidget) if one.property("role") == "toast")
    text = next(one for one in toast.findChildren(QWidget) if one.property("role") == "body")
    assert text.height() >= text.heightForWidth(text.width())


def test_the_sheet_lists_every_action_that_is_bound(qtbot: QtBot, window: QWidget) -> None:
    pressed: list[str] = []
    answer = Button("Answer")
    QVBoxLayout(window).addWidget(answer)
    shortcuts.bind(answer, "call.answer", lambda: pressed.append("answer"))
    shortcuts.bind(window, "customer.find", lambda: pressed.append("find"))
    bound = {action.id for action in shortcuts.bound()}
    assert {"call.answer", "customer.find"} <= bound
    qtbot.waitUntil(answer.isVisible)
    sheet = shortcuts.ShortcutSheet(parent=window)
    qtbot.addWidget(sheet)
    assert set(sheet.texts()) == {shortcuts.action(id).words() for id in bound}
    qtbot.keyClick(window, Qt.Key.Key_F2)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["answer", "find"]
    assert answer.toolTip() == "Answer (F2)"


def test_one_key_means_one_thing() -> None:
    with pytest.raises(ValueError, match="F2"):
        shortcuts.register(shortcuts.Action("test.clash", "F2", "Something else", "Call"))
    places: dict[str, list[str]] = {}
    for action in shortcuts.registered():
        if not action.page and not action.inside:
            places.setdefault(action.keys, []).append(action.place)
    for keys, of in places.items():
        assert len(of) == 1 or ("" not in of and len(set(of)) == len(of)), keys


def test_the_interface_switches_between_chinese_and_english(qapp: QApplication) -> None:
    heard: list[str] = []
    words.changed.connect(lambda: heard.append(words.language()))
    assert (states.word("after_call_work"), words.pick("挂失", "Lost card")) == ("After-call work", "Lost card")
    words.install(qapp, "zh")
    assert (states.word("after_call_work"), words.pick("挂失", "Lost card")) == ("话后处理", "挂失")
    assert words.pick("", "Lost card") == "Lost card"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    words.install(qapp, "en")
    assert states.word("after_call_work") == "After-call work"
    assert heard == ["zh", "en"]


def test_times_are_the_centres(qapp: QApplication) -> None:
    moment = datetime(2025, 11, 12, 18, 2, 11, tzinfo=UTC)
    assert words.date_time(moment, seconds=True) == "13 Nov 2025 02:02:11"
    words.install(qapp, "zh")
    assert words.date(moment) == "2025年11月13日"
    words.set_zone("UTC")
    assert words.time_of_day(moment) == "18:02"
    with pytest.raises(ValueError, match="zone"):
        words.local(datetime(2025, 11, 12))


def test_figures_are_written_one_way() -> None:
    assert words.duration(185_400) == "3:05"
    assert words.duration(3_723_000) == "1:02:03"
    assert words.percent(0.8108, 1) == "81.1 %"
    assert words.percent(None) == "–"
    assert words.number(12345.6, 1) == "12,345.6"


def test_a_seat_without_sound_works_on_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "_multimedia", lambda: None)
    player = sounds.Player()
    assert player.play("ring", loop=True) is False
    ok, sentence = player.available()
    assert not ok
    assert sentence.startswith("No sound")
    player.stop("ring")


def test_a_seat_without_an_audio_output_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = SimpleNamespace(isNull=lambda: True)
    library = SimpleNamespace(QMediaDevices=SimpleNamespace(defaultAudioOutput=lambda: nothing))
    monkeypatch.setattr(sounds, "_multimedia", lambda: library)
    assert sounds.Player().available() == (False, "No sound: this seat has no audio output.")


def day(*values: float | None) -> charts.IntervalData:
    start = datetime(2025, 11, 13, 0, 0, tzinfo=UTC)
    starts = [start + timedelta(minutes=30 * at) for at in range(len(values))]
    return charts.IntervalData(starts, series=(charts.Series("Service level", values, target=0.8, target_text="80 %"),))


def test_a_chart_reads_out_the_interval_under_the_cursor(qtbot: QtBot) -> None:
    chart = charts.IntervalChart(unit="percent")
    qtbot.addWidget(chart)
    chart.resize(600, 240)
    chart.show()
    chart.set_data(day(0.91, 0.72, None))
    assert chart.read_out() == ["08:30 – 09:00", "72 %"], "the latest one with a figure"
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.read_out() == ["09:00 – 09:30", "–"]
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.read_out() == ["08:00 – 08:30", "91 %"]


def test_a_chart_without_figures_says_so_and_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    chart = charts.IntervalChart()
    qtbot.addWidget(chart)
    chart.resize(600, 240)
    chart.show()
    assert chart.empty.isVisible()
    chart.set_data(day(3, 4))
    assert not chart.empty.isVisible()
    theme.apply(qapp, "dark")
    corner = chart.grab().toImage().pixelColor(560, 150)
    assert corner.lightness() < 60


@pytest.mark.parametrize("page", [Gallery, GalleryMore])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_control_has_a_name_for_people_who_do_not_see_it(
    qtbot: QtBot, qapp: QApplication, page: type[QWidget], language: words.Wanted
) -> None:
    words.install(qapp, language)
    shown = page()
    qtbot.addWidget(shown)
    shown_buttons = [one for one in shown.findChildren(QPushButton) if not one.isHidden()]
    nameless = [one for one in shown_buttons if not (one.accessibleName() or one.text())]
    assert nameless == []
    fields = [one for one in shown.findChildren(QLineEdit) if one.objectName() == "" and one.parentWidget() is not None]
    assert [one for one in fields if isinstance(one.parentWidget(), QWidget) and not _named(one)] == []


def _named(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None:
        if at.accessibleName():
            return True
        at = at.parentWidget()
    return False
