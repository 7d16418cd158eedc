"""The yearly review of rights: a list of who holds what, confirmed or taken away by somebody else, finished, exported, reminded of."""

import io
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.people.reviews import reminder
from agent_desk.models.directory import DirectoryAccount
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person, PersonRole, RightsReview
from tests.fixtures.people import Client, Staff


@pytest.fixture
def admin(client: Client, staff: Staff) -> Client:
    """An administrator who begins it."""
    staff.person("admin1", "security_administrator", name="王安")
    client.sign_in("admin1")
    return client


def signed_in(client: Client, login: str) -> Client:
    other = Client(client.url)
    assert other.sign_in(login).ok
    return other


def begun(client: Client) -> dict[str, Any]:
    answer = client.post("/api/rights-reviews")
    assert answer.ok, answer.text
    found: dict[str, Any] = answer.json()
    return found


def rows(client: Client, review: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    found = client.get(f"/api/rights-reviews/{review['id']}/items").json()
    return {(row["login"], row["role"]): row for row in found}


def listed(client: Client, review: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/rights-reviews/{review['id']}/items").json()
    return found


def confirm(client: Client, review: dict[str, Any], *items: dict[str, Any], word: str = "") -> Any:
    return client.post(
        f"/api/rights-reviews/{review['id']}/confirm", {"items": [one["id"] for one in items], "word": word}
    )


def finish(client: Client, review: dict[str, Any]) -> Any:
    (now,) = [one for one in client.get("/api/rights-reviews").json()["items"] if one["id"] == review["id"]]
    form = {"word": "all looked at", "version": now["version"]}
    return client.post(f"/api/rights-reviews/{review['id']}/finish", form)


def error(answer: Any) -> str:
    return str(answer.json()["error"]["id"])


def test_the_list_says_who_holds_what_since_when_and_by_whom(admin: Client, staff: Staff) -> None:
    lin = staff.person("lin", name="林静")
    staff.person("auditor1", "auditor")
    row = admin.get("/api/people", q="lin").json()["items"][0]
    edit = {name: row[name] for name in ("name", "name_en", "agent_code", "active", "version")}
    held = {"role": "agent", "scope": "own", "from_on": "2026-01-02", "to_on": "2999-03-04"}
    assert admin.ask("PUT", f"/api/people/{lin.id}", edit | {"roles": [held]}).ok
    signed_in(admin, "lin")
    review = begun(admin)
    assert (review["rows"], review["left"], review["own_left"]) == (3, 3, 1)
    found = rows(admin, review)
    assert set(found) == {("admin1", "security_administrator"), ("auditor1", "auditor"), ("lin", "agent")}
    seen = found["lin", "agent"]
    assert (seen["scope"], seen["from_on"], seen["to_on"], seen["given_by"]) == (
        "own",
        "2026-01-02",
        "2999-03-04",
        "王安",
    )
    assert seen["given_at"] is not None and seen["last_sign_in_at"] is not None and seen["holds"]
    assert found["auditor1", "auditor"]["given_at"] is None, "before that was written down"
    assert found["auditor1", "auditor"]["last_sign_in_at"] is None
    assert error(admin.post("/api/rights-reviews")) == "review_under_way"


def test_nobody_confirms_their_own_rights_and_all_must_be_settled(admin: Client, staff: Staff) -> None:
    staff.person("lin", "agent")
    staff.person("auditor1", "auditor", name="郑审")
    review = begun(admin)
    found = rows(admin, review)
    own = found["admin1", "security_administrator"]
    assert error(confirm(admin, review, own, found["lin", "agent"])) == "own_review"
    assert rows(admin, review)["lin", "agent"]["decision"] == "open", "none of them"
    assert (
        error(admin.post(f"/api/rights-reviews/items/{own['id']}/take-away", {"word": "x", "version": 1}))
        == "own_review"
    )
    assert (
        confirm(admin, review, found["lin", "agent"], found["auditor1", "auditor"], word="checked").json()["left"] == 1
    )
    assert error(finish(admin, review)) == "review_left"
    auditor = signed_in(admin, "auditor1")
    assert confirm(auditor, review, own).ok
    done = finish(admin, review)
    assert (done.json()["confirmed"], done.json()["left"], done.json()["word"]) == (3, 0, "all looked at")
    assert error(confirm(admin, review, found["lin", "agent"])) == "review_over"
    seen = rows(admin, review)["lin", "agent"]
    assert (seen["decision"], seen["decided_by"]["name"], seen["word"]) == ("confirmed", "王安", "checked")


def test_a_right_is_taken_away_by_an_edit_like_any_other(admin: Client, staff: Staff) -> None:
    lin = staff.person("lin", "agent", "supervisor")
    review = begun(admin)
    row = rows(admin, review)["lin", "supervisor"]
    path = f"/api/rights-reviews/items/{row['id']}/take-away"
    assert admin.post(path, {"word": "", "version": row["version"]}).status_code == 422
    assert error(admin.post(path, {"word": "moved", "version": 9})) == "stale_version"
    answer = admin.post(path, {"word": "moved to another team", "version": row["version"]})
    assert answer.ok and not answer.json()["holds"]
    assert admin.get(f"/api/people/{lin.id}").json()["roles"] == ["agent"]
    with staff.database.read() as db:
        deeds = [
            one.action for one in db.scalars(select(AuditEntry).order_by(AuditEntry.id)) if "people." in one.action
        ]
    assert deeds[-2:] == ["people.review_take_away", "people.edit"]
    (now,) = admin.get("/api/rights-reviews").json()["items"]
    assert (now["taken"], now["left"]) == (1, 2)


def test_it_waits_for_the_second_person_where_an_edit_does(admin: Client, staff: Staff) -> None:
    lin = staff.person("lin", "agent", "supervisor")
    staff.person("admin2", "security_administrator")
    second = signed_in(admin, "admin2")
    review = begun(admin)
    found = rows(admin, review)
    for role in ("supervisor", "agent"):
        row = found["lin", role]
        answer = admin.post(
            f"/api/rights-reviews/items/{row['id']}/take-away", {"word": "left", "version": row["version"]}
        )
        assert (answer.json()["waits"], answer.json()["holds"]) == (True, True), answer.text
    assert sorted(admin.get(f"/api/people/{lin.id}").json()["roles"]) == ["agent", "supervisor"], "nothing is done yet"
    (asked,) = second.get("/api/approvals", state="pending").json()["items"]
    assert asked["reason"] == "left"
    assert second.post(f"/api/approvals/{asked['id']}/approve", {"digest": asked["digest"]}).ok
    assert admin.get(f"/api/people/{lin.id}").json()["roles"] == [], "both, by the newer request"
    seen = rows(admin, review)["lin", "agent"]
    assert (seen["holds"], seen["waits"], seen["decided_by"]["name_en"]) == (False, False, "Admin1")


def test_who_may_review_but_not_manage_people_takes_nothing_away(admin: Client, staff: Staff) -> None:
    staff.person("lin", "agent")
    staff.person("auditor1", "auditor")
    auditor = signed_in(admin, "auditor1")
    review = begun(auditor)
    row = rows(auditor, review)["lin", "agent"]
    answer = auditor.post(f"/api/rights-reviews/items/{row['id']}/take-away", {"word": "x", "version": row["version"]})
    assert answer.status_code == 403
    assert signed_in(admin, "lin").get("/api/rights-reviews").status_code == 403


def test_what_somebody_holds_as_a_substitute_is_reviewed_too(admin: Client, staff: Staff) -> None:
    boss, lin = staff.person("boss", "supervisor"), staff.person("lin", "agent")
    now = datetime.now(UTC)
    times = {"from_at": now.isoformat(), "until_at": (now + timedelta(days=3)).isoformat()}
    form = {"person_id": str(boss.id), "substitute_id": str(lin.id), "reason": "leave"} | times
    assert admin.post("/api/substitutions", form).ok
    review = begun(admin)
    assert review["rows"] == 4
    row = rows(admin, review)["lin", "supervisor"]
    assert (row["for_login"], row["given_by"], row["holds"]) == ("boss", "王安", True)
    answer = admin.post(f"/api/rights-reviews/items/{row['id']}/take-away", {"word": "back", "version": row["version"]})
    assert answer.ok and not answer.json()["holds"], answer.text
    assert signed_in(admin, "lin").get("/api/floor/board").status_code == 403
    assert admin.get("/api/substitutions").json()["items"][0]["state"] == "ended"
    assert (admin.get("/api/rights-reviews").json()["items"][0]["left"]) == 3


def test_what_the_absent_person_has_lost_the_substitute_does_not_hold_either(admin: Client, staff: Staff) -> None:
    boss, lin = staff.person("boss", "supervisor"), staff.person("lin", "agent")
    now = datetime.now(UTC)
    times = {"from_at": now.isoformat(), "until_at": (now + timedelta(days=3)).isoformat()}
    form = {"person_id": str(boss.id), "substitute_id": str(lin.id), "reason": "leave"} | times
    assert admin.post("/api/substitutions", form).ok
    review = begun(admin)
    row = rows(admin, review)["boss", "supervisor"]
    assert admin.post(f"/api/rights-reviews/items/{row['id']}/take-away", {"word": "x", "version": row["version"]}).ok
    assert not rows(admin, review)["lin", "supervisor"]["holds"]
    assert admin.get("/api/rights-reviews").json()["items"][0]["left"] == 2


def test_a_role_that_a_group_gives_is_taken_away_at_the_group(admin: Client, staff: Staff) -> None:
    lin = staff.person("lin", "agent")
    with staff.database.write() as db:
        db.add(DirectoryAccount(person_id=lin.id, source="directory", subject="s-1", checked_at=datetime.now(UTC)))
    review = begun(admin)
    row = rows(admin, review)["lin", "agent"]
    answer = admin.post(f"/api/rights-reviews/items/{row['id']}/take-away", {"word": "x", "version": row["version"]})
    assert error(answer) == "role_of_group", "the next reading would give it back"
    assert rows(admin, review)["lin", "agent"]["decision"] == "open"


def test_a_substitute_does_not_confirm_the_rights_of_who_is_away(admin: Client, staff: Staff) -> None:
    wu = staff.person("wu", "agent")
    now = datetime.now(UTC)
    with staff.database.read() as db:
        me = db.scalars(select(Person.id).where(Person.login == "admin1")).one()
    form = {"person_id": str(me), "substitute_id": str(wu.id), "reason": "leave"}
    times = {"from_at": now.isoformat(), "until_at": (now + timedelta(days=1)).isoformat()}
    assert admin.post("/api/substitutions", form | times).ok
    review = begun(admin)
    own = next(one for one in listed(admin, review) if one["login"] == "admin1")
    assert error(confirm(signed_in(admin, "wu"), review, own)) == "own_review"


def test_what_somebody_does_not_hold_any_more_is_settled(admin: Client, staff: Staff) -> None:
    lin = staff.person("lin", "agent")
    review = begun(admin)
    with staff.database.write() as db:
        db.get_one(Person, lin.id).active = False
    (now,) = admin.get("/api/rights-reviews").json()["items"]
    assert (now["left"], now["taken"]) == (1, 1)
    assert not rows(admin, review)["lin", "agent"]["holds"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_says_who_has_said_what_of_each(admin: Client, staff: Staff, lang: str) -> None:
    staff.person("lin", "agent", name="=林静")
    staff.person("auditor1", "auditor", name="郑审")
    review = begun(admin)
    found = rows(admin, review)
    assert confirm(admin, review, found["lin", "agent"], found["auditor1", "auditor"], word="right").ok
    assert confirm(signed_in(admin, "auditor1"), review, found["admin1", "security_administrator"]).ok
    assert finish(admin, review).ok
    answer = admin.get(f"/api/rights-reviews/{review['id']}/workbook", lang=lang)
    page: Any = load_workbook(io.BytesIO(answer.content)).active
    lines = [[cell.value for cell in line] for line in page.iter_rows()]
    assert ("权限年度复核" if lang == "zh" else "Review of rights") in str(lines[0][0])
    assert "all looked at" in str(lines[2][0])
    line = next(one for one in lines if one[0] == "lin")
    assert line[1] in ("=林静", "Lin") and line[-1] == "right"
    assert ("已确认" if lang == "zh" else "Confirmed") in line
    with staff.database.read() as db:
        (told,) = db.scalars(select(AuditEntry.detail).where(AuditEntry.action == "people.review_export")).all()
    assert told["rows"] == 3


def test_a_review_that_is_due_stands_in_the_inbox_until_one_is_finished(
    admin: Client, staff: Staff, hub_context: HubContext
) -> None:
    def kinds() -> list[str]:
        return [one["kind"] for one in admin.get("/api/work/mine").json()["items"] if one["kind"] == "rights_review"]

    staff.person("auditor1", "auditor")
    reminder.look(hub_context)
    assert kinds() == [] and not admin.get("/api/rights-reviews").json()["due"], "a house that is new"
    with staff.database.write() as db:
        db.execute(update(Person).values(created_at=datetime.now(UTC) - timedelta(days=400)))
    reminder.look(hub_context)
    assert kinds() == ["rights_review"] and admin.get("/api/rights-reviews").json()["due"]
    review = begun(admin)
    found = rows(admin, review)
    assert confirm(admin, review, found["auditor1", "auditor"]).ok and kinds() == ["rights_review"]
    assert confirm(signed_in(admin, "auditor1"), review, found["admin1", "security_administrator"]).ok
    assert finish(admin, review).ok and kinds() == []
    with staff.database.write() as db:
        db.execute(update(RightsReview).values(finished_at=datetime.now(UTC) - timedelta(days=370)))
    reminder.look(hub_context)
    assert kinds() == ["rights_review"]


def test_the_database_itself_lets_nobody_confirm_their_own(
    admin: Client, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    review = begun(admin)
    own = rows(admin, review)["admin1", "security_administrator"]
    with pytest.raises(Exception, match="not_own"), staff.database.write() as db:
        db.connection().exec_driver_sql(
            "UPDATE rights_review_item SET decision = 'confirmed', decided_by_id = person_id, decided_at = now() WHERE id = %s",
            (uuid.UUID(own["id"]),),
        )
    with staff.database.read() as db:
        assert db.scalar(select(PersonRole.role_code).where(PersonRole.person_id == uuid.UUID(own["person_id"])))
