"""Drawing a sample at the seat: what matches is shown first, what is wrong is named, the seed comes back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.quality import operations
from agent_desk.schemas.quality.records import Sample
from agent_desk.ui.kit.forms import DateTimeInput
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.quality.new_sample import NewSampleDialog
from tests.fixtures.quality import DAY, Centre
from tests.fixtures.seats import Seat


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A window to open dialogs over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot: QtBot, seat: Seat, host: QWidget) -> NewSampleDialog:
    """The dialog, asking about the day of the calls."""
    made = NewSampleDialog(seat.context, parent=host)
    made.open()
    for name in ("from_at", "to_at"):
        field = made.calls.field(name)
        assert isinstance(field, DateTimeInput)
        field.set_value(DAY)
    qtbot.waitUntil(lambda: "6 calls match" in made._match.text(), timeout=10_000)
    return made


def test_it_says_how_many_match_by_stratum(qtbot: QtBot, dialog: NewSampleDialog) -> None:
    assert "Agent8001 8001: 2" in dialog._match_more.text()
    queues = dialog.calls.field("queues")
    assert isinstance(queues, PickMany)
    queues.set_value(("loan",))
    assert queues.text() == "Loans"
    qtbot.waitUntil(lambda: "3 calls match" in dialog._match.text(), timeout=10_000)
    assert "Fewer than asked for" in dialog._match_more.text()


def test_drawing_hands_the_calls_out_and_shows_the_seed(qtbot: QtBot, dialog: NewSampleDialog, seat: Seat) -> None:
    dialog.plan.set_values({"n": 4, "name": "Week 46"})
    with qtbot.waitSignal(dialog.saved, timeout=10_000) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sample: Sample = told.args[0]
    assert (sample.name, sample.items) == ("Week 46", 4)
    assert sample.criteria.to_at - sample.criteria.from_at == timedelta(days=1)
    assert operations.items(seat.context.api).open == 4
    again = NewSampleDialog(seat.context, sample, dialog.parentWidget())
    assert again.plan.values()["seed"] == str(sample.seed)
    qtbot.waitUntil(lambda: again.plan.values()["reviewers"] != (), timeout=10_000)
    assert again.criteria().model_dump() == sample.criteria.model_dump()


def test_wrong_use_is_named_at_its_field(qtbot: QtBot, dialog: NewSampleDialog, centre: Centre) -> None:
    dialog.plan.set_values({"seed": "twelve"})
    dialog.send()
    assert set(dialog.plan.errors()) == {"seed"}
    dialog.plan.set_values({"seed": "", "reviewers": (), "name": ""})
    dialog.send()
    assert set(dialog.plan.errors()) == {"name", "reviewers"}
    first = dialog.calls.field("from_at")
    assert isinstance(first, DateTimeInput)
    first.set_value(DAY + timedelta(days=3))
    qtbot.waitUntil(lambda: bool(dialog.calls.errors()), timeout=10_000)
    assert dialog.calls.errors() == {"to_at": "The end lies before the beginning."}
