"""While a demonstration is made, people see how far it is and how long it still takes, by the speed of their own machine."""

import pytest

from agent_desk.demo.commands.progress import STEPS, Progress


class Watch:
    """Seconds that go as the test says."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def first_start(slowness: float, *, live: bool) -> list[tuple[float, float]]:
    """Make everything, so many times slower than usual; what was foretold and how long it took from there, in seconds."""
    watch = Watch()
    progress = Progress(live=live, now=watch)
    whole = sum(step.weight for step in STEPS.values()) * slowness
    told = []
    for name, step in STEPS.items():
        for done in range(4):
            progress.say(name, done, 4)
            told.append((progress.left_s(name, done, 4), whole - (watch.at - 100.0)))
            watch.at += step.weight * slowness / 4
    progress.done()
    return told


@pytest.mark.parametrize("slowness", [0.5, 1.0, 4.0])
def test_how_long_it_still_takes_follows_the_speed_of_the_machine(slowness: float) -> None:
    told = first_start(slowness, live=False)
    late = told[len(told) // 3 :]
    assert all(foretold == pytest.approx(took, rel=0.05, abs=1.0) for foretold, took in late)


def test_the_first_start_says_once_that_it_makes_data_and_a_later_one_does_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_DESK_LANG", "en")
    first_start(1.0, live=False)
    first = capsys.readouterr().err
    assert first.count("The first start makes up the data, usually in about") == 1
    assert first.count(" s left] ") == len(STEPS) - 2 and first.count("\n") == len(STEPS) + 1
    later = Progress(live=False)
    for name in ("database", "exchange"):
        later.say(name, 0, 1)
    assert capsys.readouterr().err.splitlines() == [
        "Starting the private database …",
        "Starting the simulated exchange and the hub …",
    ]


def test_a_terminal_gets_one_line_with_a_bar_that_is_written_anew(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_DESK_LANG", "zh")
    first_start(1.0, live=True)
    told = capsys.readouterr().err
    assert told.count("\n") == 1, "the sentence about the first start alone stays"
    bars = [line for line in told.split("\r\x1b[K") if "█" in line]
    assert len(bars) > 10 and all("约剩" in line for line in bars)
    assert [line.count("█") for line in bars] == sorted(line.count("█") for line in bars)
    assert told.endswith("\r\x1b[K")
