"""Substitution while somebody is away: made by who may, confirmed by a second person, held for its time, told, and never passed on."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people.substitutions import tell_what_began_or_ended
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person, PersonRole, Substitution, Team
from agent_desk.schemas.calls.changes import CallChanged
from agent_desk.schemas.people.settings import RIGHTS
from tests.fixtures.live_line import hear, line, read
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until


@pytest.fixture
def admin(client: Client, staff: Staff) -> Client:
    """The one administrator."""
    staff.person("admin1", "security_administrator")
    client.sign_in("admin1")
    return client


def signed_in(client: Client, login: str) -> Client:
    other = Client(client.url)
    assert other.sign_in(login).ok
    return other


def form(staff: Staff, person: str, substitute: str, **more: Any) -> dict[str, Any]:
    with staff.database.read() as db:
        ids = {one.login: str(one.id) for one in db.scalars(select(Person))}
    now = datetime.now(UTC)
    times = {"from_at": now.isoformat(), "until_at": (now + timedelta(days=2)).isoformat()}
    return {"person_id": ids[person], "substitute_id": ids[substitute], **times, "reason": "annual leave", **more}


def error(answer: Any) -> str:
    found = answer.json()["error"]
    return str(next(iter(found["values"]["fields"].values()))) if found["id"] == "invalid_form" else str(found["id"])


def decide(client: Client) -> Any:
    (asked,) = client.get("/api/approvals", state="pending").json()["items"]
    return client.post(f"/api/approvals/{asked['id']}/approve", {"digest": asked["digest"]})


def own_allowed(staff: Staff, in_unit: Callable[..., Any]) -> None:
    in_unit(lambda unit: settings_store.put(unit, RIGHTS, RIGHTS.record(own_substitute=True)))


def test_a_substitute_has_the_roles_of_who_is_away_for_that_time_alone(admin: Client, staff: Staff) -> None:
    staff.person("boss", "supervisor")
    staff.person("lin", "agent")
    lin = signed_in(admin, "lin")
    assert lin.get("/api/floor/board").status_code == 403
    made = admin.post("/api/substitutions", form(staff, "boss", "lin"))
    assert made.ok, made.text
    assert (made.json()["state"], [one["code"] for one in made.json()["roles"]]) == ("running", ["supervisor"])
    assert lin.get("/api/floor/board").status_code == 200, "at once, with the sign-in that stands"
    ended = lin.post(f"/api/substitutions/{made.json()['id']}/end", {"version": made.json()["version"]})
    assert ended.json()["state"] == "ended" and not ended.json()["may_end"]
    assert lin.get("/api/floor/board").status_code == 403


def test_one_that_begins_later_gives_nothing_yet_and_one_that_is_over_nothing_more(admin: Client, staff: Staff) -> None:
    staff.person("boss", "supervisor")
    staff.person("lin", "agent")
    lin, now = signed_in(admin, "lin"), datetime.now(UTC)
    later = {"from_at": (now + timedelta(hours=1)).isoformat(), "until_at": (now + timedelta(hours=2)).isoformat()}
    made = admin.post("/api/substitutions", form(staff, "boss", "lin", **later)).json()
    assert made["state"] == "planned" and lin.get("/api/floor/board").status_code == 403
    with staff.database.write() as db:
        db.execute(update(Substitution).values(from_at=now - timedelta(hours=3), until_at=now - timedelta(hours=2)))
    assert lin.get("/api/floor/board").status_code == 403
    assert lin.get("/api/substitutions").json()["items"][0]["state"] == "over"


@pytest.mark.parametrize(
    ("person", "substitute", "more", "said"),
    [
        ("boss", "boss", {}, "yourself"),
        ("boss", "lin", {"until_at": "2020-01-01T00:00:00Z"}, "ends_before_it_begins"),
        ("boss", "lin", {"from_at": "2020-01-01T00:00:00Z", "until_at": "2020-01-02T00:00:00Z"}, "is_over"),
        ("boss", "lin", {"until_at": (datetime.now(UTC) + timedelta(days=90)).isoformat()}, "too_long"),
        ("boss", "gone", {}, "cannot_sign_in"),
        ("nobody", "lin", {}, "no_roles"),
        ("boss", "lin", {"reason": ""}, "string_too_short"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    admin: Client, staff: Staff, person: str, substitute: str, more: dict[str, Any], said: str
) -> None:
    staff.person("boss", "supervisor")
    staff.person("lin", "agent")
    staff.person("nobody")
    gone = staff.person("gone", "agent")
    with staff.database.write() as db:
        db.get_one(Person, gone.id).active = False
    answer = admin.post("/api/substitutions", form(staff, person, substitute, **more))
    assert answer.status_code == 422 and error(answer) == said


def test_the_same_twice_at_one_time_is_refused(admin: Client, staff: Staff) -> None:
    staff.person("boss", "supervisor")
    staff.person("lin", "agent")
    assert admin.post("/api/substitutions", form(staff, "boss", "lin")).ok
    assert error(admin.post("/api/substitutions", form(staff, "boss", "lin"))) == "exists"


def test_a_second_person_confirms_it_and_never_the_substitute(admin: Client, staff: Staff) -> None:
    staff.person("boss", "supervisor")
    staff.person("admin2", "security_administrator")
    staff.person("admin3", "security_administrator")
    second, third = signed_in(admin, "admin2"), signed_in(admin, "admin3")
    answer = admin.post("/api/substitutions", form(staff, "boss", "admin2"))
    assert error(answer) == "waits_for_second_person"
    assert admin.get("/api/substitutions").json()["items"] == []
    assert error(decide(second)) == "about_yourself" and error(decide(admin)) == "own_request"
    assert decide(third).ok
    (row,) = admin.get("/api/substitutions").json()["items"]
    assert (row["state"], row["reason"]) == ("running", "annual leave")


def test_nobody_widens_their_own_rights_by_it(admin: Client, staff: Staff) -> None:
    staff.person("boss", "supervisor")
    staff.person("admin2", "security_administrator")
    assert error(admin.post("/api/substitutions", form(staff, "boss", "admin1"))) == "own_rights"


def test_one_names_a_substitute_for_oneself_where_the_bank_allows_it(
    admin: Client, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    staff.person("boss", "supervisor")
    staff.person("deputy", "supervisor")
    boss = signed_in(admin, "boss")
    wanted = form(staff, "boss", "deputy")
    assert boss.post("/api/substitutions", wanted).status_code == 403
    assert not boss.get("/api/substitutions").json()["may_make_own"]
    own_allowed(staff, in_unit)
    found = boss.get("/api/substitutions").json()
    assert (found["may_make_own"], found["may_make"]) == (True, False)
    offered = {one["login"]: (one["away"], one["stand_in"]) for one in boss.get("/api/substitutions/people").json()}
    assert offered == {"boss": (True, False), "deputy": (False, True)}, "colleagues of the same role, and nobody else"
    assert error(boss.post("/api/substitutions", wanted)) == "waits_for_second_person"
    assert boss.post("/api/substitutions", form(staff, "deputy", "boss")).status_code == 403, "only for oneself"
    assert decide(admin).ok
    assert boss.get("/api/substitutions").json()["items"][0]["substitute"]["name_en"] == "Deputy"


def test_what_is_held_as_a_substitute_is_not_passed_on(
    admin: Client, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    for login, role in (
        ("boss", "supervisor"),
        ("lin", "agent"),
        ("wu", "agent"),
        ("admin2", "security_administrator"),
    ):
        staff.person(login, role)
    own_allowed(staff, in_unit)
    second, lin, wu = (signed_in(admin, login) for login in ("admin2", "lin", "wu"))
    for person, substitute in (("boss", "lin"), ("lin", "wu")):
        assert admin.post("/api/substitutions", form(staff, person, substitute)).status_code == 409
        assert decide(second).ok
    assert lin.get("/api/floor/board").status_code == 200
    assert wu.get("/api/floor/board").status_code == 403, "wu has what is lin's own, not what lin has of boss"
    assert admin.post("/api/substitutions", form(staff, "admin1", "wu")).status_code == 409
    assert decide(second).ok
    assert wu.get("/api/people").status_code == 200, "wu manages people for a while"
    assert error(wu.post("/api/substitutions", form(staff, "admin1", "lin"))) == "lent_rights"
    assert error(wu.post("/api/substitutions", form(staff, "boss", "lin"))) == "lent_rights"
    row = wu.get("/api/people", q="wu").json()["items"][0]
    edit = {name: row[name] for name in ("name", "name_en", "agent_code", "active", "version")}
    answer = wu.ask("PUT", f"/api/people/{row['id']}", edit | {"roles": ["agent", "security_administrator"]})
    assert error(answer) == "own_rights", "nor made one's own"


def test_a_substitute_does_not_confirm_what_the_absent_person_asks_for(admin: Client, staff: Staff) -> None:
    staff.person("admin2", "security_administrator")
    staff.person("wu", "agent")
    staff.person("lin")
    second, wu = signed_in(admin, "admin2"), signed_in(admin, "wu")
    assert admin.post("/api/substitutions", form(staff, "admin1", "wu")).status_code == 409
    assert decide(second).ok
    row = admin.get("/api/people", q="lin").json()["items"][0]
    edit = {name: row[name] for name in ("name", "name_en", "agent_code", "active", "version")} | {"roles": ["agent"]}
    assert error(admin.ask("PUT", f"/api/people/{row['id']}", edit)) == "waits_for_second_person"
    assert [one["may_decide"] for one in wu.get("/api/approvals", state="pending").json()["items"]] == [False]
    assert error(decide(wu)) == "own_request", "that would be one person's word twice"
    assert decide(second).ok


def said_of_the_message(staff: Staff, login: str) -> dict[str, Any]:
    """What the trail says beside somebody's message to the floor."""
    of = select(AuditEntry.detail).where(AuditEntry.person_login == login, AuditEntry.action == "floor.message")
    with staff.database.read() as db:
        return dict(db.scalars(of).one())


def test_the_trail_says_who_acted_and_for_whom(admin: Client, staff: Staff) -> None:
    staff.person("boss", "supervisor")
    staff.person("lin", "agent")
    staff.person("wu", "agent", agent_code="1009")
    lin = signed_in(admin, "lin")
    assert admin.post("/api/substitutions", form(staff, "boss", "lin")).ok
    with staff.database.read() as db:
        wu = db.scalars(select(Person.id).where(Person.login == "wu")).one()
    answer = lin.post("/api/floor/messages", {"audience": "person", "person_id": str(wu), "words": "please call back"})
    assert answer.ok, answer.text
    assert said_of_the_message(staff, "lin")["stands_in_for"] == ["boss"]
    boss = signed_in(admin, "boss")
    boss.post("/api/floor/messages", {"audience": "person", "person_id": str(wu), "words": "and again"})
    assert not {"stands_in_for", "may_stand_in_for"} & said_of_the_message(staff, "boss").keys()


def test_a_wider_reach_by_substitution_is_said_as_well(admin: Client, staff: Staff) -> None:
    with staff.database.write() as db:
        east = Team(code="east", name_zh="东", name_en="East")
        db.add(east)
        db.flush()
        team = east.id
    staff.person("boss", "supervisor")
    leader = staff.person("leader")
    wu = staff.person("wu", "agent", agent_code="1009")
    with staff.database.write() as db:
        db.get_one(Person, leader.id).team_id = team
        db.add(PersonRole(person_id=leader.id, role_code="supervisor", scope="team"))
    assert admin.post("/api/substitutions", form(staff, "boss", "leader")).ok
    answer = signed_in(admin, "leader").post(
        "/api/floor/messages", {"audience": "person", "person_id": str(wu.id), "words": "of another team"}
    )
    assert answer.ok, answer.text
    detail = said_of_the_message(staff, "leader")
    assert detail["may_stand_in_for"] == ["boss"] and "stands_in_for" not in detail


def say(name: str, to: str) -> Callable[[Unit], None]:
    return lambda unit: unit.change(CallChanged(id=name, queue="account", state="ringing"), to=[to])


def heard_until(socket: Any, last: str) -> list[str]:
    heard: list[str] = []
    while True:
        message = read(socket)
        if message["type"] == "change" and message["area"] == "calls":
            if message["entity_id"] == last:
                return heard
            heard.append(message["entity_id"])


def test_an_open_line_gains_and_loses_with_it_at_once(
    admin: Client, hub: HubThread, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    staff.person("boss", "supervisor")
    staff.person("lin", "agent")
    lin = signed_in(admin, "lin")
    with line(hub, lin.token) as socket:
        hear(socket, "welcome")
        row = admin.post("/api/substitutions", form(staff, "boss", "lin")).json()
        in_unit(say("for the floor", "perm:floor.view"))
        in_unit(say("first", "all"))
        assert heard_until(socket, "first") == ["for the floor"]
        assert admin.post(f"/api/substitutions/{row['id']}/end", {"version": row["version"]}).ok
        in_unit(say("for the floor no more", "perm:floor.view"))
        in_unit(say("second", "all"))
        assert heard_until(socket, "second") == []


def test_what_begins_and_ends_by_itself_is_told_and_written_down(
    admin: Client, hub: HubThread, staff: Staff, hub_context: HubContext
) -> None:
    staff.person("boss", "supervisor")
    staff.person("lin", "agent")
    lin, now = signed_in(admin, "lin"), datetime.now(UTC)
    later = {"from_at": (now + timedelta(hours=1)).isoformat(), "until_at": (now + timedelta(hours=2)).isoformat()}
    row = admin.post("/api/substitutions", form(staff, "boss", "lin", **later)).json()

    def moved(**times: datetime) -> None:
        with staff.database.write() as db:
            db.execute(update(Substitution).values(**times))

    def told() -> list[str]:
        with staff.database.read() as db:
            rows = db.scalars(select(AuditEntry).where(AuditEntry.entity_id == row["id"]).order_by(AuditEntry.id))
            return [one.action for one in rows]

    moved(from_at=now - timedelta(hours=1))
    tell_what_began_or_ended(hub_context)
    until(lambda: told() == ["people.substitution_add", "people.substitution_begins"])
    with line(hub, lin.token) as socket:
        hear(socket, "welcome")
        moved(from_at=now - timedelta(hours=3), until_at=now - timedelta(minutes=1))
        tell_what_began_or_ended(hub_context)
        kinds = set[str]()
        while not {"substitution", "rights"} <= kinds:
            message = read(socket)
            kinds |= {message["entity"]} if message["type"] == "change" else set()
    assert told()[-1] == "people.substitution_is_over"
    assert tell_what_began_or_ended(hub_context) == 0, "once"


def test_who_has_no_part_in_it_finds_and_ends_nothing(admin: Client, staff: Staff) -> None:
    for login, role in (("boss", "supervisor"), ("lin", "agent"), ("wu", "agent")):
        staff.person(login, role)
    row = admin.post("/api/substitutions", form(staff, "boss", "lin")).json()
    wu = signed_in(admin, "wu")
    assert wu.get("/api/substitutions").json()["items"] == []
    assert wu.post(f"/api/substitutions/{row['id']}/end", {"version": row["version"]}).status_code == 404
    assert wu.post(f"/api/substitutions/{uuid.uuid4()}/end", {"version": 1}).status_code == 404
    stale = admin.post(f"/api/substitutions/{row['id']}/end", {"version": 7})
    assert error(stale) == "stale_version"
