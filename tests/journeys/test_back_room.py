"""The back room of a hub: a process beside it, which comes back when it is killed and goes when the hub is killed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psutil
import psycopg
import pytest
import requests

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.hub_process import HubProcess, hub_process
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import patience, until

pytestmark = pytest.mark.long


@pytest.fixture
def alone(settings: Settings, telephone: Telephone, tmp_path: Path) -> Iterator[HubProcess]:
    """One hub as a process."""
    with hub_process(settings.database, telephone.url, tmp_path / "hub.log") as hub:
        yield hub


def counted_at(database: Database) -> datetime | None:
    """When the board was last counted."""
    with psycopg.connect(database.dsn) as connection:
        row = connection.execute("SELECT max(made_at) FROM floor_snapshot").fetchone()
        found: datetime | None = row[0] if row else None
        return found


def ringing(hub: HubProcess, telephone: Telephone, staff: Staff) -> tuple[Seat, str]:
    """A seat and the call that rings at it."""
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    telephone.call()
    return seat, seat.rings()


def gone(process: psutil.Process) -> bool:
    """Whether a process has ended, though nobody may have asked how."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_back_room_that_is_killed_is_missed_by_no_agent_and_begun_again(
    alone: HubProcess, telephone: Telephone, staff: Staff, database: Database
) -> None:
    first, killed = until(lambda: counted_at(database), "the first counting"), alone.back_room
    seat, call = ringing(alone, telephone, staff)
    killed.kill()
    seat.takes(call)
    assert seat.view["call"]["state"] == "talking", "the hub itself has carried out the order"
    until(lambda: gone(killed), "its end")
    before = counted_at(database) or first
    until(lambda: (counted_at(database) or first) > before, "the next counting", within_s=15)
    assert alone.back_room.pid != killed.pid


def test_a_back_room_ends_with_its_hub_and_frees_what_it_held(
    alone: HubProcess, database: Database, settings: Settings
) -> None:
    first, room = until(lambda: counted_at(database), "the first counting"), alone.back_room
    alone.kill()
    until(lambda: gone(room), "the end of the back room")
    with HubThread(settings):
        until(lambda: (counted_at(database) or first) > first, "another hub's counting", within_s=15)


def test_a_hub_that_stops_leaves_nobody_behind(settings: Settings, telephone: Telephone) -> None:
    before = set(psutil.Process().children())
    with HubThread(settings, processes=True):
        beside = until(lambda: two_of(set(psutil.Process().children()) - before), "both processes beside it")
    until(lambda: all(gone(one) for one in beside), "the end of both", within_s=5)


def two_of(processes: set[psutil.Process]) -> set[psutil.Process]:
    """Both of them, or nothing while there are fewer."""
    return processes if len(processes) == 2 else set()


def test_an_exchange_process_that_is_killed_takes_no_call_with_it_and_is_begun_again(
    alone: HubProcess, telephone: Telephone, staff: Staff
) -> None:
    seat, call = ringing(alone, telephone, staff)
    seat.takes(call)
    killed = alone.exchange
    killed.kill()
    seat.post(f"/{call}/hang-up")
    until(lambda: gone(killed), "its end")
    seat.comes_to("after_call_work")
    assert alone.exchange.pid != killed.pid
    seat.post("/seat/done")
    telephone.call()
    seat.takes(seat.rings())


def test_an_exchange_process_ends_with_its_hub_and_another_hub_reads_on(
    alone: HubProcess, telephone: Telephone, staff: Staff, settings: Settings
) -> None:
    seat, call = ringing(alone, telephone, staff)
    seat.takes(call)
    process = alone.exchange
    alone.kill()
    until(lambda: gone(process), "the end of the exchange's process")
    with HubThread(settings) as other:
        again = Seat(Client(other.url), "lin")
        assert again.client.sign_in("lin", takeover=True).ok
        again.post(f"/{call}/hang-up")
        again.comes_to("after_call_work")


def test_an_order_is_carried_out_by_the_exchange_process_and_counted_there(
    alone: HubProcess, telephone: Telephone, staff: Staff, settings: Settings
) -> None:
    seat, call = ringing(alone, telephone, staff)
    seat.takes(call)
    assert settings.database not in " ".join(alone.exchange.cmdline()), "everybody on the machine may read it"
    carried_out = 'agent_desk_exchange_commands_total{command="Answer",result="ok"} 1.0'
    until(lambda: carried_out in figures(alone, "/metrics/exchange"), "the order among the figures")
    assert carried_out not in figures(alone, "/metrics")


def figures(hub: HubProcess, path: str) -> str:
    """What operations see."""
    return requests.get(f"{hub.url}{path}", timeout=patience(5)).text
