"""A process of the hub that hangs or is killed: it is replaced, no order waits for it, and the hub says how it is."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

import psutil
import pytest
import requests

from agent_desk.hub.kit.settings import Settings
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.hub_process import HubProcess, hub_process
from tests.fixtures.people import Staff
from tests.fixtures.waiting import patience, promised, until

pytestmark = pytest.mark.long

Name = Literal["back-room", "exchange"]
BEGINNING_S = 8.0
"""So long a new process takes to begin, at most; the hub does its work meanwhile."""


@pytest.fixture
def alone(settings: Settings, telephone: Telephone, tmp_path: Path) -> Iterator[HubProcess]:
    """One hub as a process, with both of its others ready."""
    with hub_process(settings.database, telephone.url, tmp_path / "hub.log") as hub:
        until(lambda: health(hub)["status"] == "ok", "both processes", within_s=30)
        yield hub


def health(hub: HubProcess) -> dict[str, Any]:
    found: dict[str, Any] = requests.get(f"{hub.url}/health", timeout=patience(5)).json()
    return found


def state(hub: HubProcess, name: Name) -> str:
    found: str = health(hub)["processes"][name]["state"]
    return found


def metrics(hub: HubProcess, path: str = "") -> str:
    return requests.get(f"{hub.url}/metrics{path}", timeout=patience(5)).text


def process_of(hub: HubProcess, name: Name) -> psutil.Process:
    return hub.back_room if name == "back-room" else hub.exchange


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL])
@pytest.mark.parametrize("name", ["back-room", "exchange"])
def test_a_process_that_does_not_answer_is_replaced_and_no_order_waits_for_it(
    alone: HubProcess, telephone: Telephone, staff: Staff, name: Name, how: signal.Signals
) -> None:
    seat = Seat.take(alone.url, staff, "lin", "8001")
    seat.ready()
    telephone.call()
    call = seat.rings()
    hit = process_of(alone, name)
    hit.send_signal(how)
    begun = time.monotonic()

    def replaced() -> float:
        until(lambda: process_of(alone, name).pid != hit.pid, "another process", within_s=20)
        return time.monotonic() - begun

    # Looked at from the beginning: the order may wait until the new process has begun.
    with ThreadPoolExecutor(1) as beside:
        replacement = beside.submit(replaced)
        seat.takes(call)
        answered_s = time.monotonic() - begun
        replaced_s = replacement.result()
    until(lambda: state(alone, name) == "ready", "it is ready", within_s=30)
    # The state of a call is read by the exchange's process, which has to begin first; an order needs the hub alone.
    assert answered_s < promised(2.0 if name == "back-room" else 5.0 + BEGINNING_S)
    assert replaced_s < promised(5.0)
    seat.post(f"/{call}/hang-up")
    seat.comes_to("after_call_work")
    seat.post("/seat/done")
    telephone.call()
    seat.takes(seat.rings())


@pytest.mark.parametrize("name", ["back-room", "exchange"])
def test_health_and_figures_tell_the_truth_about_a_hung_process(alone: HubProcess, name: Name) -> None:
    assert health(alone)["processes"].keys() == {"back-room", "exchange"}
    ready = f'agent_desk_process_ready{{process="{name}"}}'
    assert f"{ready} 1.0" in metrics(alone)
    until(lambda: "agent_desk" in metrics(alone, f"/{name}"), "its figures")
    hit = process_of(alone, name)
    hit.send_signal(signal.SIGSTOP)
    until(lambda: f"{ready} 0.0" in metrics(alone), "its silence in the figures", within_s=5)
    assert metrics(alone, f"/{name}") == "", "old figures are none"
    until(lambda: state(alone, name) != "ready", "its silence in the health", within_s=10)
    assert health(alone)["status"] == "degraded"
    until(lambda: health(alone)["status"] == "ok", "all is well again", within_s=30)
    assert f"{ready} 1.0" in metrics(alone)
