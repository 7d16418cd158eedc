"""A past log told again ends with the figures of its import: with every trap that a log has."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.demo.exchange.control import SimPauseArrivals
from agent_desk.demo.exchange.replay import Replay
from agent_desk.demo.stage.replay_script import read_replay
from agent_desk.hub.exchange.protocol.calls import Answered, LegEnded, Ringing
from agent_desk.hub.exchange.protocol.replay import AfterCallWorkEnded, AgentTold

T0 = 1_700_000_000 - 1_700_000_000 % 86_400 + 86_400 - 600
"""Ten minutes before a midnight of UTC, at the edge of a half hour."""
ROWS = (
    "0|NONE|NONE|Agent/1|ADDMEMBER|",
    "5|c1|retail|NONE|ENTERQUEUE||13800138000|1",
    "12|c1|retail|Agent/2|RINGNOANSWER|4500",
    "20|c1|retail|Agent/1|CONNECT|15|c1b|4",
    "25|c2|cards|NONE|ENTERQUEUE||anonymous|1",
    "55|c2|cards|NONE|ABANDON|1|1|30",
    "80|c1|retail|Agent/1|COMPLETEAGENT|15|60|1",
    # hung up and answered again in the same second
    "70|c3|retail|NONE|ENTERQUEUE||95577|1",
    "80|c3|retail|Agent/1|CONNECT|10|c3b|2",
    "120|c3|retail|Agent/1|BLINDTRANSFER|8001|out|10|40|1",
    # to another queue after the first had no time
    "130|c4|retail|NONE|ENTERQUEUE||95577|1",
    "160|c4|retail|NONE|EXITWITHTIMEOUT|1|1|30",
    "160|c4|cards|NONE|ENTERQUEUE||95577|1",
    "172|c4|cards|Agent/2|CONNECT|12|c4b|3",
    "200|c4|cards|Agent/2|COMPLETECALLER|12|28|1",
    "210|NONE|NONE|Agent/2|PAUSEALL|lunch",
    # a call whose end is torn, so that nobody knows how long it was; its agent goes on with the next one
    "300|c5|cards|NONE|ENTERQUEUE||13800138001|1",
    "310|c5|cards|Agent/1|CONNECT|10|c5b|3",
    "!1700|c5|cards",
    "400|c6|cards|NONE|ENTERQUEUE||13800138002|1",
    "404|c6|cards|Agent/1|CONNECT|4|c6b|3",
    "404|c6|cards|Agent/1|COMPLETEAGENT|4|0|1",
    "404|c6|cards|Agent/1|COMPLETEAGENT|4|0|1",
    "500|NONE|NONE|Agent/1|REMOVEMEMBER|",
    # over midnight
    "590|c7|retail|NONE|ENTERQUEUE||13800138003|1",
    "620|c7|retail|Agent/2|CONNECT|30|c7b|5",
    "700|c7|retail|Agent/2|COMPLETEAGENT|30|80|1",
    # the log ends before these calls do
    "710|c8|retail|NONE|ENTERQUEUE||13800138004|1",
    "712|c9|cards|NONE|ENTERQUEUE||13800138005|1",
    "720|c9|cards|Agent/3|CONNECT|8|c9b|2",
)


@pytest.fixture
def log(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: str) -> Path:
        lines = []
        for row in rows:
            second, _, rest = row.partition("|")
            lines.append(row[1:] if row.startswith("!") else f"{T0 + int(second)}|{rest}")
        file = tmp_path / "queue_log"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    return write


def replay(*arguments: str) -> Any:
    return CliRunner(env={"AGENT_DESK_LANG": "en"}).invoke(hub_commands(), ["demo", "--headless", "--json", *arguments])


def test_a_replay_ends_with_the_figures_of_the_import_by_everything(log: Any) -> None:
    result = replay("--replay", str(log(*ROWS)), "--zone", "UTC", "--speed", "600", "--check")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["equal"] and told["calls"] == 9 and told["differences"] == []
    assert "PASS replay: 9 calls, 0 differences" in result.stderr
    assert (told["all"]["offered"], told["all"]["answered"], told["all"]["abandoned"]) == (9, 7, 1)
    midnight = T0 + 600
    assert {key: row["offered"] for key, row in told["day"].items()} == {str(midnight - 86_400): 7, str(midnight): 2}
    assert told["interval_1800"][str(midnight - 1800)]["answered"] == 6
    # c5 has no end: it is answered, and its handle time is not known. c6 took no time at all.
    assert told["agent"]["Agent/1"] == {"answered": 4, "aht": round((60 + 40 + 0) / 3, 6)}
    assert told["agent"]["Agent/2"] == {"answered": 2, "aht": 54.0}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("", "There is no call in"), ("no log at all\n", "There is no call in"), (None, "cannot be read")],
)
def test_what_cannot_be_replayed_is_said_in_one_sentence(tmp_path: Path, content: str | None, sentence: str) -> None:
    file = tmp_path / "log"
    if content is not None:
        file.write_text(content)
    result = replay("--replay", str(file))
    assert result.exit_code == 2 and sentence in result.stderr and result.stderr.count("\n") == 1


def test_within_a_second_what_ends_goes_before_what_begins(log: Any) -> None:
    script = read_replay(log(*ROWS)).script
    at_80 = [(type(event), event.call) for event in script if event.at.timestamp() == T0 + 80]
    assert at_80 == [(LegEnded, "c1"), (AfterCallWorkEnded, "c1"), *at_80[2:-1], (Answered, "c3")]
    # Agent/1 was still talking when c3 would have begun to ring: a busy telephone does not ring.
    assert not [event for event in script if isinstance(event, Ringing) and event.call == "c3"]
    came = [event for event in script if isinstance(event, AgentTold)]
    assert [(one.agent, one.state, one.reason) for one in came] == [
        ("Agent/1", "ready", ""),
        ("Agent/2", "ready", ""),
        ("Agent/2", "not_ready", "lunch"),
        ("Agent/1", "signed_out", ""),
        ("Agent/3", "ready", ""),
    ]


def test_at_sixty_times_speed_a_minute_of_the_log_takes_a_second(log: Any) -> None:
    script = read_replay(log(*ROWS)).script
    model = Replay("r", script, 60)
    model.advance(5_000)
    assert model.take_events() == [] and model.next_due_ms() is None  # nobody has let the calls come yet
    model.perform_sim(SimPauseArrivals(id="go", paused=False))
    model.advance(6_000)
    told = model.take_events()
    assert told[0].at.timestamp() == T0 and max(event.at.timestamp() for event in told) == T0 + 55
    seen = model.snapshot()
    assert [(call.call, call.state, call.agent) for call in seen.calls] == [("c1", "talking", "Agent/1")]
    assert {agent.agent: agent.available for agent in seen.agents} == {"Agent/1": False, "Agent/2": True}
    model.advance(60_000)
    assert {call.call for call in model.snapshot().calls} == {"c5", "c8", "c9"}
