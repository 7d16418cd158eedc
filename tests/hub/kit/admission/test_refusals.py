"""Who was refused what, and from where: in the audit trail, without a flood of rows."""

from agent_desk.hub.kit.admission import refusals
from agent_desk.hub.kit.admission.refusal_writer import write
from agent_desk.hub.kit.admission.refusals import ACCESS, SIGN_IN, Kind, Refusals
from agent_desk.hub.kit.audit import Verdict, verify
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from tests.fixtures.outsiders import Outsider, Refused
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until


def test_a_refused_sign_in_is_written_down_with_its_address_known_or_not(
    hub: HubThread, staff: Staff, database: Database
) -> None:
    person = staff.person("a1001", "agent")
    outsider = Outsider(hub.url, "127.0.0.31")
    for login in ("a1001", "no-such-person", "x" * 64):
        outsider.sign_in(login, "My-Pass-Word-1")
    trail = Refused(database)
    until(lambda: len(trail.rows(SIGN_IN)) == 3, "three rows")
    known, unknown, long = trail.rows(SIGN_IN)
    assert (known.person_id, known.entity_id, known.detail["login"]) == (person.id, str(person.id), "a1001")
    assert (unknown.person_id, unknown.detail["login"]) == (None, "no-such-person")
    assert long.detail["login"] == "x" * 32
    assert trail.addresses() == {"127.0.0.31"}
    assert not any("My-Pass-Word-1" in str(row.detail) for row in trail.rows())


def test_a_password_in_the_field_of_the_name_is_not_written_down(hub: HubThread, database: Database) -> None:
    Client(hub.url).sign_in("My-Pass-Word-1", "My-Pass-Word-1")
    trail = Refused(database)
    until(lambda: trail.rows(SIGN_IN), "the row")
    assert trail.rows(SIGN_IN)[0].detail["login"] == "*"


def test_what_was_asked_without_a_right_or_a_sign_in_is_written_down(
    hub: HubThread, client: Client, staff: Staff, database: Database
) -> None:
    person = staff.person("a1001", "agent")
    client.sign_in("a1001")
    assert client.get("/api/people").status_code == 403
    assert client.ask("PUT", "/api/people/roles/agent", {"nonsense": 1}).status_code == 403
    assert Client(hub.url).get("/api/people/me").status_code == 401
    assert Client(hub.url, "stolen").get("/api/people/me").status_code == 401
    trail = Refused(database)
    until(lambda: sum(row.detail["count"] for row in trail.rows(ACCESS)) == 3 or len(trail.rows(ACCESS)) == 3, "rows")
    found = {(row.entity_id, row.detail["error"], row.person_id) for row in trail.rows(ACCESS)}
    assert found == {
        ("people.people", "not_permitted", person.id),
        ("people.edit_role", "not_permitted", person.id),
        ("GET /api/people/me", "not_signed_in", None),
    }
    assert trail.addresses() == {"127.0.0.1"}


def test_a_thousand_refusals_are_a_few_rows_and_none_is_left_out(
    hub: HubThread, client: Client, staff: Staff, database: Database
) -> None:
    staff.person("a1001", "agent")
    client.sign_in("a1001")
    for _ in range(300):
        assert client.get("/api/people").status_code == 403
    hub.stop()
    rows = Refused(database).rows(ACCESS)
    assert sum(row.detail["count"] for row in rows) == 300
    assert len(rows) < 15
    assert all(row.detail["first_at"] <= row.detail["last_at"] for row in rows if row.detail["count"] > 1)


def test_a_spray_over_ever_new_names_is_summed_too() -> None:
    kept = Refusals()
    for at in range(5000):
        kept.note(Kind(SIGN_IN, "wrong_credentials", f"10.0.{at % 3}.1", f"name{at}", "", None))
    due = kept.due()
    assert len(due) <= 2 * refusals.MOST_SERIES + 1
    assert sum(row.times for row in due) == 5000
    kept.written(due)
    assert kept.due() == []


def test_a_series_is_written_less_and_less_often() -> None:
    kept, kind = Refusals(), Kind(ACCESS, "not_permitted", "10.0.0.1", "", "people.people", None)
    kept.note(kind)
    (first,) = kept.due()
    kept.written([first])
    for _ in range(40):
        kept.note(kind)
    assert kept.due() == [], "counted for ten seconds"
    (rest,) = kept.due(whatever=True)
    assert (first.times, rest.times) == (1, 40)


def test_the_rows_are_part_of_the_chain(hub: HubThread, database: Database) -> None:
    Client(hub.url).sign_in("nobody", "x")
    trail = Refused(database)

    def verdict() -> Verdict:
        with database.read() as db:
            return verify(db, hub.hub_context.audit_key)

    until(lambda: trail.rows() and verdict().entries >= 1 and not verdict().unsealed, "the sealed row")
    assert verdict().sound


def test_a_sign_in_says_where_it_came_from(hub: HubThread, staff: Staff, database: Database) -> None:
    staff.person("a1001", "agent")
    Outsider(hub.url, "127.0.0.32").sign_in("a1001", "Correct-Horse-7")
    with database.read() as db:
        found = db.connection().exec_driver_sql(
            "SELECT detail->>'address' FROM audit_entry WHERE action = 'people.sign_in'"
        )
        assert found.scalars().all() == ["127.0.0.32"]


def test_refusals_in_series_are_told_to_who_looks_after_the_trail(hub: HubThread, staff: Staff) -> None:
    staff.person("auditor", "auditor")
    auditor = Client(hub.url)
    auditor.sign_in("auditor")
    for at in range(60):
        Client(hub.url, f"stolen {at}").get("/api/people/me")

    def told() -> list[str]:
        return [one["title_en"] for one in auditor.get("/api/work/mine").json()["items"] if one["kind"] == "refusals"]

    write(hub.hub_context, whatever=True)
    until(lambda: bool(told()), "the notice")
    assert "127.0.0.1" in told()[0]
