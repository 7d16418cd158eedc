"""Signing in as people meet it: wrong password, lock-out, one seat per person, takeover, expiry."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, text

from agent_desk.hub.serve import HubThread
from agent_desk.models.people import SeatSession
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import PASSWORD, Client, Staff


def test_a_right_password_signs_in_with_name_roles_and_permissions(client: Client, staff: Staff) -> None:
    staff.person("a1001", "agent", agent_code="1001", name="王晓")
    answer = client.sign_in("a1001").json()
    assert answer["person"]["name"] == "王晓"
    assert answer["person"]["roles"] == ["agent"]
    assert "calls.take" in answer["person"]["permissions"]
    assert answer["centre"]["zone"] == "Asia/Shanghai"
    assert client.get("/api/people/me").json()["person"]["login"] == "a1001"


def test_the_token_is_nowhere_in_the_database(client: Client, staff: Staff, hub: HubThread) -> None:
    staff.person("a1001", "agent")
    token = client.sign_in("a1001").json()["token"]
    with hub.hub_context.database.read() as db:
        tables = db.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        for table in tables:
            held = db.scalar(
                text(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE :token'), {"token": f"%{token}%"}
            )
            assert held == 0, table


def test_wrong_passwords_count_down_then_wait_even_the_right_one_from_a_strange_seat(
    client: Client, staff: Staff
) -> None:
    staff.person("a1001", "agent")
    left = [client.sign_in("a1001", "wrong").json()["error"]["values"].get("tries_left") for _ in range(4)]
    assert left == [4, 3, 2, 1]
    slowed = client.sign_in("a1001", "wrong")
    assert (slowed.status_code, slowed.json()["error"]["id"]) == (429, "sign_in_delayed")
    seconds = slowed.json()["error"]["values"]["seconds"]
    assert slowed.headers["Retry-After"] == str(seconds) and 0 < seconds <= 10
    assert client.sign_in("a1001", PASSWORD).json()["error"]["id"] == "sign_in_delayed"


def test_an_unknown_name_is_answered_like_a_wrong_password(client: Client, staff: Staff) -> None:
    staff.person("a1001", "agent")
    unknown, wrong = client.sign_in("nobody", "x"), client.sign_in("a1001", "x")
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json()["error"]["sentence"] == wrong.json()["error"]["sentence"]


def test_a_second_sign_in_is_told_of_the_first_and_takes_over_only_when_asked(hub: HubThread, staff: Staff) -> None:
    staff.person("a1001", "agent")
    first, second = Client(hub.url), Client(hub.url)
    first.sign_in("a1001", seat="A-12")
    refused = second.sign_in("a1001").json()["error"]
    assert (refused["id"], refused["values"]["seat"]) == ("seat_taken", "A-12")
    assert first.get("/api/people/me").status_code == 200
    assert second.sign_in("a1001", takeover=True).status_code == 200
    told = first.get("/api/people/me").json()["error"]
    assert (told["id"], told["values"]["seat"]) == ("taken_over", "seat of a1001")


def test_a_session_runs_out(client: Client, staff: Staff, hub: HubThread) -> None:
    staff.person("a1001", "agent")
    client.sign_in("a1001")
    set_clocks(hub.hub_context, lambda: datetime.now(UTC) + timedelta(hours=13))
    assert client.get("/api/people/me").json()["error"]["id"] == "session_expired"


def test_signing_out_ends_the_session_and_frees_the_seat(client: Client, staff: Staff, hub: HubThread) -> None:
    staff.person("a1001", "agent")
    client.sign_in("a1001")
    assert client.post("/api/people/sign-out").json() == {"done": True, "still": None}
    assert client.get("/api/people/me").status_code == 401
    assert client.sign_in("a1001").status_code == 200
    with hub.hub_context.database.read() as db:
        assert len(db.scalars(select(SeatSession).where(SeatSession.ended_at.is_(None))).all()) == 1


def test_a_form_with_missing_fields_names_them(client: Client) -> None:
    refused = client.ask("POST", "/api/people/sign-in", {"login": "a1001"})
    assert refused.status_code == 422
    assert set(refused.json()["error"]["values"]["fields"]) == {"password", "seat"}
