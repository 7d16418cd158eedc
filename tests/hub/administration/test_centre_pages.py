"""What a bank changes every week, by requests: its calendar, its identity questions, its wallboards; each says what it would change."""

from datetime import date, timedelta

import pytest

from agent_desk.hub import areas
from agent_desk.hub.customers.service import verification_policy
from agent_desk.hub.kit import foreseeing, security
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import NotSignedIn, SessionExpired
from agent_desk.models.calls.calls import Queue
from agent_desk.schemas.planning.settings import days_of, written
from agent_desk.schemas.settings import declared
from tests.fixtures.people import ADMINISTRATORS, Client, Staff


@pytest.fixture
def admin(client: Client, staff: Staff, database: Database) -> Client:
    staff.person("admin1", *ADMINISTRATORS, name="管理员")
    with database.write() as db:
        db.add(Queue(code="card", name_zh="卡", name_en="Cards"))
    assert client.sign_in("admin1").ok
    return client


def test_every_setting_that_says_what_it_would_change_has_an_area_that_counts_it() -> None:
    spoken = {key for area in areas.AREAS for key in area.foresees}
    assert spoken == {one.key for one in declared() if one.foresees} == set(foreseeing.known())


def test_days_in_a_row_are_written_as_one_stretch() -> None:
    days = [date(2027, 2, 5) + timedelta(days=n) for n in range(7)] + [date(2027, 4, 5)]
    assert written(days) == ["2027-02-05/2027-02-11", "2027-04-05"]
    assert [day for one in written(days) for day in days_of(one)] == days


def test_a_year_that_is_not_published_is_entered_and_the_voice_plan_takes_it(admin: Client) -> None:
    assert admin.get("/api/planning/calendar/2026").json()["known"]
    assert admin.get("/api/planning/calendar/2027").json() == {"year": 2027, "known": False, "days": []}
    value = {"holidays": ["2027-02-05/2027-02-11"], "workdays": ["2027-02-20"]}
    at = "/api/settings/values/working_days"
    (told,) = admin.ask("POST", f"{at}/foreseen", value).json()
    assert told["en"] == "5 more days off, 1 more worked", "a Saturday and a Sunday are off already"
    draft = {"plan": {}, "public_days": [2027]}
    assert admin.ask("POST", "/api/calls/voice-plan/preview", draft).json()["plan"]["days"] == []
    assert admin.ask("PUT", at, {"value": value, "version": 0}).ok
    days = admin.ask("POST", "/api/calls/voice-plan/preview", draft).json()["plan"]["days"]
    assert [(one["day"], one["as_weekday"]) for one in days][-2:] == [("2027-02-11", None), ("2027-02-20", 1)]


def test_identity_questions_are_asked_of_whom_they_are_for_and_enough_are_left(
    admin: Client, database: Database
) -> None:
    at = "/api/settings/lists/identity_questions"
    first = {one["code"]: one for one in admin.get(at).json()}
    assert len(first) == 5 and first["name"]["mandatory"]
    new = {"code": "limit", "name_zh": "信用额度是多少？", "name_en": "Which credit limit?", "mandatory": False}
    unknown = admin.ask("POST", at, new | {"levels": ["nobility"], "queues": []})
    assert unknown.json()["error"]["values"]["fields"] == {"levels": "unknown"}
    assert admin.ask("POST", at, new | {"levels": ["gold"], "queues": ["card"]}).ok

    def asked(level: str, queue: str) -> list[str]:
        with database.read() as db:
            return [one.code for one in verification_policy(db).asked_of(level, queue).questions]

    assert "limit" in asked("gold", "card")
    assert "limit" not in asked("gold", "loan") and "limit" not in asked("standard", "card")
    for code in ("branch", "card_tail"):
        assert admin.ask("PUT", f"{at}/{code}", first[code] | {"active": False}).ok
    assert len(asked("standard", "card")) == 3
    refused = admin.ask("PUT", f"{at}/mobile", first["mobile"] | {"active": False})
    assert refused.json()["error"]["values"]["fields"] == {"active": "too_few_questions"}
    rule = "/api/settings/values/identity_check"
    (told,) = admin.ask("POST", f"{rule}/foreseen", {"required": 4, "max_wrong": 0}).json()
    assert told["en"].startswith("Some callers are asked 3 questions")
    assert admin.ask("PUT", rule, {"value": {"required": 2, "max_wrong": 0}, "version": 0}).ok
    with database.read() as db:
        policy = verification_policy(db)
    assert (policy.required, policy.max_wrong) == (2, 0)


def test_a_wallboard_has_a_key_that_is_told_once_shows_what_it_is_to_show_and_goes_dark(
    admin: Client, database: Database
) -> None:
    at = "/api/floor/wallboards"
    made = admin.ask("POST", at, {"name": "大厅", "pages": ["queues"], "seconds": 20}).json()
    token, row = made["token"], made["wallboard"]
    assert token not in admin.get(at).text
    again = admin.ask("POST", at, {"name": "大厅", "pages": ["queues"], "seconds": 20})
    assert again.json()["error"]["values"]["fields"] == {"name": "taken"}
    changed = admin.ask("PUT", f"{at}/{row['id']}", {"pages": ["charts", "figures"], "seconds": 8, "version": 1})
    assert changed.json()["version"] == 2
    stale = admin.ask("PUT", f"{at}/{row['id']}", {"pages": ["charts"], "seconds": 9, "version": 1})
    assert stale.status_code == 409 and stale.json()["error"]["values"]["current"]["seconds"] == 8
    with database.read() as db:
        assert security.wallboard_by_token(db, token).shows == {"pages": ["charts", "figures"], "seconds": 8}
    renewed = admin.ask("POST", f"{at}/{row['id']}/key", {}).json()["token"]
    with database.read() as db, pytest.raises(NotSignedIn):
        security.wallboard_by_token(db, token)
    token = renewed
    with database.read() as db:
        assert security.wallboard_by_token(db, token).shows == {"pages": ["charts", "figures"], "seconds": 8}
    assert admin.ask("POST", f"{at}/{row['id']}/revoke", {}).json()["revoked_at"]
    with database.read() as db, pytest.raises(SessionExpired):
        security.wallboard_by_token(db, token)
