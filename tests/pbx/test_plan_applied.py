"""The voice plan as an administrator changes and applies it: the running Asterisk obeys with the very next call."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from agent_desk.hub.exchange.protocol.plan_rules import PLAN_FILE, QUEUES_FILE
from agent_desk.hub.kit.database import Database
from agent_desk.schemas.calls.voice_plan import VoicePlan
from tests.fixtures.centre import Seat
from tests.fixtures.customers import customer
from tests.fixtures.hub_process import HubProcess, hub_process
from tests.fixtures.waiting import until
from tests.pbx.phones import Phone
from tests.pbx.rig import Rig
from tests.pbx.test_menu import Book, Calls, logged
from tests.pbx.voice import ALWAYS

NUMBER = "95500"
"""It leads straight to the queue account until a plan says otherwise."""


@contextmanager
def hub_at_the_folder(rig: Rig, database: Database, logs: Path) -> Iterator[HubProcess]:
    """A hub that reaches Asterisk's folder; the rig's own plan and queues are there again afterwards."""
    folder, log = rig.root / "etc/asterisk", logs / "hub.log"
    before = {name: (folder / name).read_text() for name in (PLAN_FILE, QUEUES_FILE)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AGENT_DESK_VOICE_PLAN_TO", str(folder))
        with hub_process(database.engine.url.render_as_string(hide_password=False), rig.url, log) as hub:
            until(hub.reads_the_exchange, "the reading of the exchange", within_s=30)
            yield hub
    for name, text in before.items():
        (folder / name).write_text(text)
    rig.cli("module reload app_queue.so")
    rig.cli("dialplan reload")
    loud = [line for line in log.read_text().splitlines() if '"level": "warning"' in line or '"level": "error"' in line]
    assert not loud, "\n".join(loud)


@pytest.fixture(scope="module")
def hub(rig: Rig, database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """It may write to Asterisk's folder."""
    with hub_at_the_folder(rig, database, tmp_path_factory.mktemp("hub")) as hub:
        yield hub


class Keeper:
    """An administrator with the voice plan open."""

    def __init__(self, seat: Seat) -> None:
        self.client = seat.client

    @property
    def view(self) -> Any:
        answer = self.client.get("/api/calls/voice-plan")
        assert answer.ok, answer.text
        return answer.json()

    def applies(self, **plan: Any) -> None:
        """Saved and applied; wait until the hub says that it holds."""
        form = {"plan": VoicePlan.model_validate(plan).model_dump(mode="json"), "version": self.view["version"]}
        saved = self.client.ask("PUT", "/api/calls/voice-plan", form)
        assert saved.ok, saved.text
        applied = self.client.ask("POST", "/api/calls/voice-plan/apply", {"version": saved.json()["version"]})
        assert applied.ok, applied.text
        until(lambda: not self.view["diff"], "the plan is applied")


@pytest.fixture
def administrator(keeper: Callable[[], Seat]) -> Keeper:
    return Keeper(keeper())


@pytest.fixture
def book(database: Database) -> Callable[[str], Book]:
    return lambda caller: Book(database, caller)


def test_the_next_call_obeys_what_was_applied_hours_overflow_and_plain_again(
    seat: Callable[..., Seat],
    phone: Callable[[str], Phone],
    calls: Calls,
    book: Callable[[str], Book],
    asterisk: Rig,
    administrator: Keeper,
) -> None:
    waits = calls(NUMBER, "13700137101", stay_ms=12_000)
    until(lambda: [one["state"] for one in book("13700137101").calls()] == ["waiting"], "open before there is a plan")

    shut = {"code": "never", "week": [[]] * 7}
    administrator.applies(numbers=[{"number": NUMBER, "queue": "account", "hours": "never"}], hours=[shut])
    calls(NUMBER, "13700137102").over()
    (call,) = book("13700137102").over()
    assert call["outcome"] == "closed" and not logged(asterisk, call["key"])
    assert [one["state"] for one in book("13700137101").calls()] == ["waiting"], "calls in progress go on as they were"
    waits.over()

    desk, agent = phone("8001"), seat("8001", "credit")
    agent.ready()
    overflow = {"queue": "account", "overflow": {"after_s": 5, "does": "queue", "target": "credit"}}
    administrator.applies(
        numbers=[{"number": NUMBER, "queue": "account", "hours": "always"}],
        hours=[{"code": "always", "week": ALWAYS}],
        queues=[overflow],
    )
    customer = calls(NUMBER, "13700137103", stay_ms=20_000)
    began = time.monotonic()
    agent.rings()
    assert 4 < time.monotonic() - began < 12, "after the wait of the plan"
    desk.takes()
    agent.comes_to("talking")
    desk.press("hangup")
    customer.over()
    (call,) = book("13700137103").over()
    assert (call["queue"], call["outcome"], call["facts"]) == (
        "account",
        "answered",
        {"overflow": "account>credit/wait"},
    )
    agent.comes_to("after_call_work")

    administrator.applies()
    calls(NUMBER, "13700137104", stay_ms=7000).over()
    (call,) = book("13700137104").over()
    assert (call["queue"], call["outcome"], call["facts"]) == ("account", "abandoned_queue", {}), "as before any plan"


def test_an_elderly_vip_passes_the_menu_and_who_waits_and_a_hub_that_does_not_answer_holds_nobody_up(
    seat: Callable[..., Seat],
    phone: Callable[[str], Phone],
    calls: Calls,
    book: Callable[[str], Book],
    administrator: Keeper,
    database: Database,
) -> None:
    with database.write() as db:
        customer(db, "C0137", phones=[("+8613700137152", True, "core_bank", None)])
    plan = {
        "numbers": [{"number": NUMBER, "queue": "account", "menu": "main"}],
        "menus": [
            {
                "code": "main",
                "sound": "menu-main",
                "otherwise": "account",
                "tries": 1,
                "wait_s": 4,
                "choices": [{"key": "9", "does": "repeat"}],
            }
        ],
    }
    administrator.applies(**plan, callers=[{"who": "flag:elderly", "skip_menu": True, "priority": 9}])

    def state(caller: str) -> list[str]:
        return [one["state"] for one in book(caller).calls()]

    first = calls(NUMBER, "13700137151", stay_ms=40_000)
    until(lambda: state("13700137151") == ["waiting"], "who is not known hears the menu and waits", within_s=20)
    elderly = calls(NUMBER, "13700137152", stay_ms=30_000)
    until(lambda: state("13700137152") == ["waiting"], "they wait", within_s=20)
    desk, agent = phone("8001"), seat("8001", "account")
    agent.ready()
    call_id = agent.rings()
    (call,) = book("13700137152").calls()
    assert str(call["id"]) == call_id, "who came later, and is elderly, is there first"
    desk.takes()
    agent.comes_to("talking")
    proof = agent.get(f"/{call_id}")["routing"]
    assert (proof["answer"], proof["queue"], proof["priority"], proof["state"]) == ("known", "account", 9, "obeyed")
    desk.press("hangup")
    elderly.over()
    first.stop()

    form = {"plan": VoicePlan.model_validate(plan).model_dump(mode="json"), "version": administrator.view["version"]}
    assert administrator.client.ask("PUT", "/api/calls/voice-plan", form).ok, "not applied: Asterisk asks in vain"
    held = calls(NUMBER, "13700137153", stay_ms=20_000)
    until(lambda: state("13700137153") == ["waiting"], "the plan goes on", within_s=20)
    held.stop()
