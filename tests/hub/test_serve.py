"""How a hub ends: what has begun is answered, what only stands by keeps nobody waiting."""

import threading

import requests
from sqlalchemy import text

from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import patience, until

# Nothing that a hub does by itself asks who has which role.
LOCKED = text("LOCK TABLE person_role IN ACCESS EXCLUSIVE MODE")
WAITS = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'person_role'::regclass")


def test_a_request_that_has_begun_is_answered_before_the_hub_ends(
    hub: HubThread, client: Client, staff: Staff, database: Database
) -> None:
    staff.person("lin", "agent")
    answers: list[requests.Response] = []
    asking = threading.Thread(target=lambda: answers.append(client.sign_in("lin")))
    ending = threading.Thread(target=hub.stop)
    with database.engine.begin() as connection:
        connection.execute(LOCKED)
        asking.start()
        with database.engine.connect() as looking:
            until(lambda: looking.execute(WAITS).scalar(), "the request in the middle")
        ending.start()
        until(lambda: refused(hub.url), "the door that is shut")
        assert ending.is_alive() and not answers
    asking.join(patience(10))
    ending.join(patience(10))
    assert answers[0].ok and not ending.is_alive()


def refused(url: str) -> bool:
    try:
        requests.get(f"{url}/health", timeout=patience(5))
    except requests.ConnectionError:
        return True
    return False


def test_connections_that_stand_by_do_not_keep_a_hub_from_ending(hub: HubThread) -> None:
    with requests.Session() as idle:
        assert idle.get(f"{hub.url}/health", timeout=patience(5)).ok
        hub.stop()
        assert not hub._thread.is_alive() and refused(hub.url)
