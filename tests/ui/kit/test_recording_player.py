"""The player: nothing without the permission, a sentence where it cannot play, and sound where it can."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.clock import HubClock
from agent_desk.desk.kit.live import Live
from agent_desk.schemas.calls.recordings import Recording, RecordingState
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.ui.kit import sounds
from agent_desk.ui.kit.notices import RecordedNotices
from agent_desk.ui.kit.recording_player import PERMISSION, RecordingPlayer
from tests.fixtures.small_hub import Answer, Asked, SmallHub, small_hub

CALL = uuid.uuid4()

Player = Callable[..., RecordingPlayer]


@dataclass
class Recordings:
    """What the small hub has of the call."""

    found: list[Recording]
    small: SmallHub = field(default_factory=SmallHub)

    def __post_init__(self) -> None:
        self.small.answer = self.answer

    @property
    def asked(self) -> list[str]:
        """What the hub was asked."""
        return [one.path for one in self.small.asked]

    def answer(self, asked: Asked) -> Answer:
        if asked.path.endswith("/sound"):
            return 200, b"RIFF"
        return 200, [one.model_dump(mode="json") for one in self.found]


def recording(state: RecordingState = "stored") -> Recording:
    return Recording(
        id=uuid.uuid4(), call_id=CALL, state=state, why="all", started_at=datetime.now(UTC), duration_ms=61_000
    )


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[Player]:
    """Players at a seat that has these permissions, on a hub that has these recordings."""
    with ExitStack() as closed:

        def make(hub: Recordings, *permissions: str) -> RecordingPlayer:
            closed.enter_context(small_hub(hub.small))
            api, background = Api(hub.small.url), Background()
            closed.callback(api.close)
            closed.callback(background.close)
            context: Any = SimpleNamespace(
                api=api,
                live=Live(hub.small.url, clock=HubClock(), token=lambda: None),
                hub_now=lambda: datetime.now(UTC),
                background=background,
                notices=RecordedNotices(),
                tell=lambda error: None,
                session=SimpleNamespace(may=lambda word: word in permissions),
            )
            made = RecordingPlayer(context)
            qtbot.addWidget(made)
            made.show_call(CALL)
            return made

        yield make


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "available", lambda: (False, "No sound: this seat has no audio output."))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "available", lambda: (True, ""))


def test_without_the_permission_nothing_is_shown_and_nothing_asked(player: Player, heard: None) -> None:
    hub = Recordings([recording()])
    made = player(hub, "calls.view")
    assert made.isHidden() and not made.lines and not hub.asked
    assert not made.feed.waiting, "nor is a question on its way"


def test_what_the_agent_asked_meanwhile_is_a_line_of_its_own_that_says_with_whom(
    qtbot: QtBot, player: Player, heard: None
) -> None:
    colleague = PersonRef(id=uuid.uuid4(), name="李娜", name_en="Li Na", agent_code="8002")
    asked = recording().model_copy(update={"consultation": True, "asked": colleague})
    outside = recording().model_copy(update={"consultation": True})
    made = player(Recordings([recording(), asked, outside]), PERMISSION)
    qtbot.waitUntil(lambda: len(made.lines) == 3)
    assert [line.of.isHidden() for line in made.lines] == [True, False, False]
    assert [line.of.text() for line in made.lines[1:]] == ["With Li Na", "With an outside number"]


def test_a_seat_without_sound_says_so(qtbot: QtBot, player: Player, silent: None) -> None:
    made = player(Recordings([recording()]), PERMISSION)
    qtbot.waitUntil(lambda: len(made.lines) == 1)
    (line,) = made.lines
    assert line.button.isHidden() and "cannot be heard here" in line.says.text() and "audio output" in line.says.text()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("recording", "being recorded"),
        ("ended", "on its way"),
        ("missing", "never came"),
        ("refused", "did not record"),
    ],
)
def test_what_cannot_be_played_yet_or_ever_says_why(
    qtbot: QtBot, player: Player, heard: None, state: RecordingState, words: str
) -> None:
    made = player(Recordings([recording(state)]), PERMISSION)
    qtbot.waitUntil(lambda: len(made.lines) == 1)
    assert words in made.lines[0].says.text() and made.lines[0].button.isHidden()


def test_the_sound_is_fetched_when_it_is_played_and_not_before(qtbot: QtBot, player: Player, heard: None) -> None:
    hub = Recordings([recording()])
    made = player(hub, PERMISSION)
    qtbot.waitUntil(lambda: len(made.lines) == 1)
    (line,) = made.lines
    assert line.time.text() == "0:00 / 1:01" and hub.asked == [f"/api/calls/{CALL}/recordings"]
    line.button.click()
    qtbot.waitUntil(lambda: len(hub.asked) == 2)
    assert hub.asked[1].endswith(f"{line.recording.id}/sound")


def test_another_call_takes_the_last_one_away(qtbot: QtBot, player: Player, heard: None) -> None:
    made = player(Recordings([recording()]), PERMISSION)
    qtbot.waitUntil(lambda: len(made.lines) == 1)
    made.show_call(None)
    assert made.isHidden() and not made.lines
