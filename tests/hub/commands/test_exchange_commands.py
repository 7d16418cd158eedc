"""`agent-desk exchange check` and `configure`, as a bank's administrator meets them."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from agent_desk.cli import hub_commands
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Queue
from agent_desk.models.kit import Setting
from tests.fixtures.asterisk_manager import Manager, running
from tests.fixtures.people import Staff

SECRET = "never-to-be-seen"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(hub_commands(), ["exchange", *map(str, arguments)], env={"AGENT_DESK_LANG": "en"})


def states(result: Result) -> dict[tuple[str, str], str]:
    assert SECRET not in result.output
    return {(one["kind"], one["about"]): one["state"] for one in json.loads(result.stdout)["findings"]}


def url(manager: Manager, **more: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in more.items())
    return f"asterisk://hub:{SECRET}@127.0.0.1:{manager.port}?{query}"


def test_what_an_asterisk_lacks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with running() as manager:
        manager.says("CoreSettings", Response="Success", AsteriskVersion="16.28.0~dfsg")
        manager.says("ListCommands", Response="Success", QueueAdd="", ModuleCheck="", ShowDialPlan="", UserEvent="")
        manager.replies["ModuleCheck"] = lambda asked: [
            {"Response": "Success" if "app" in asked["Module"] else "Error"}
        ]
        manager.lists("QueueStatus", {"Event": "QueueParams", "Queue": "account"})
        checked = run("check", "--exchange", url(manager), "--queue", "account", "--queue", "loans", "--json")
        assert checked.exit_code == 1
        found = states(checked)
        assert found["version", "16.28.0~dfsg"] == "lacking"
        assert (found["right", "QueueAdd"], found["right", "Hangup"]) == ("fine", "lacking")
        assert found["right_optional", "DBGetTree"] == "advice"
        assert (found["events", ""], found["stamps", "0.0"]) == ("fine", "lacking")
        assert (found["module", "app_queue"], found["module", "res_mutestream"]) == ("fine", "lacking")
        assert found["context", "agent-desk-queue"] == "lacking"
        assert (found["queue", "account"], found["queue", "loans"]) == ("fine", "lacking")
        said = run("check", "--exchange", url(manager)).stdout
        assert "LACKING  The manager may use Hangup (needs 'call' in 'write'" in said and "lacking." in said


def test_recorded_sentences_that_the_exchange_has_not_are_said(database: Database, database_url: str) -> None:
    many = [f"sentence-{at}" for at in range(15)]
    listed = [
        {
            "code": sound,
            "name_zh": "公告",
            "name_en": "Sentence",
            "sound": sound,
            "says": "",
            "active": sound != "retired",
        }
        for sound in ("outage", "power", "retired", *many)
    ]
    with database.write() as db:
        db.add(Setting(key="announcements", value=listed))
    there = {"outage", *many}

    def rung(asked: Message) -> list[dict[str, str]]:
        names = asked["Variable"].removeprefix("__AD_ASKED=").split("&")
        told = [{"Name": one, "There": "1" if one in there else "0"} for one in names if one != "closed"]
        clock = [
            {"Name": "zone", "There": "0800"},
            {"Name": "zone_wanted", "There": "0800"},
            {"Name": "end", "There": "1"},
        ]
        event = {"Event": "UserEvent", "UserEvent": "AgentDeskSound", "-own": ""}
        return [{"Response": "Success"}, *({**event, **one} for one in (*told, *clock))]

    with running() as manager:
        manager.says("ListCommands", Response="Success", ShowDialPlan="", Originate="")
        manager.lists("ShowDialPlan", {"Event": "ListDialplan"})
        manager.replies["Originate"] = rung
        asking = ("check", "--exchange", url(manager), "--database", database_url)
        found, said = states(run(*asking, "--json")), run(*asking).stdout
    assert found["announcement", "agent-desk/outage"] == found["announcement", "agent-desk/sentence-14"] == "fine"
    assert found["announcement", "agent-desk/power"] == "lacking"
    assert found["sound_untold", "agent-desk/closed"] == "advice", "a dial plan that does not tell is no missing file"
    assert not any(about == "agent-desk/retired" for _, about in found)
    assert "LACKING  The announcement's sound file agent-desk/power is there" in said


def test_a_line_that_cannot_be_had_is_one_finding() -> None:
    with running() as manager:
        manager.says("Login", Response="Error", Message="Authentication failed")
        assert states(run("check", "--exchange", url(manager), "--json")) == {("refused", "hub"): "lacking"}
        address = url(manager)
    gone = run("check", "--exchange", address, "--json")
    assert gone.exit_code == 1
    assert [kind for kind, _ in states(gone)] == ["unreachable"]


def test_a_wrong_address_is_one_sentence_without_the_secret() -> None:
    wrong = run("check", "--exchange", f"asterisk://hub:{SECRET}@pbx?color=red")
    assert wrong.exit_code == 2 and "color" in wrong.output and SECRET not in wrong.output
    assert run("check").exit_code == 2


@pytest.fixture
def configured(database: Database, database_url: str, staff: Staff, tmp_path: Path) -> Any:
    with database.write() as db:
        db.add(Queue(code="account", name_zh="账户", name_en="Accounts"))
        db.add(Queue(code="closed", name_zh="停用", name_en="Closed", active=False))
    staff.person("lin", "agent", agent_code="8001")

    def configure(*more: object) -> Result:
        return run(
            "configure",
            "--out",
            tmp_path / "asterisk",
            "--exchange",
            f"asterisk://hub:{SECRET}@pbx",
            "--database",
            database_url,
            *more,
        )

    return configure


def test_the_files_are_the_centres_and_keep_their_secrets(configured: Any, tmp_path: Path) -> None:
    done = configured("--number", "95500=account", "--hub", "10.1.0.0/255.255.0.0", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["queues"], told["agents"]) == (["account"], 1)
    texts = {file.name: file.read_text() for file in (tmp_path / "asterisk").iterdir()}
    assert sorted(texts) == told["files"]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in (tmp_path / "asterisk").iterdir())
    assert (
        "[account](agent-desk)" in texts["agent-desk-queues.conf"] and "closed" not in texts["agent-desk-queues.conf"]
    )
    assert f"secret={SECRET}" in texts["agent-desk-manager.conf"]
    assert "permit=10.1.0.0/255.255.0.0" in texts["agent-desk-manager.conf"]
    assert "exten => 95500,1,Set(__AD_DIALLED=95500)" in texts["agent-desk-extensions.conf"]
    assert "[8001](agent-desk-phone)" in texts["agent-desk-pjsip.conf"]
    assert SECRET not in done.output
    configured()
    assert (tmp_path / "asterisk/agent-desk-pjsip.conf").read_text() == texts["agent-desk-pjsip.conf"]


@pytest.mark.parametrize("number", ["95500", "95500=loans", "955;00=account"])
def test_a_number_that_leads_nowhere_is_one_sentence(configured: Any, number: str, tmp_path: Path) -> None:
    wrong = configured("--number", number)
    assert wrong.exit_code == 2 and wrong.output.count("\n") == 1
    assert not (tmp_path / "asterisk").exists()
