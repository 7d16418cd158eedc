"""Knowledge over HTTP: one access check for search, open and use; a use is noted; an editor's change is told."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from agent_desk.hub.kit.database import Database
from agent_desk.hub.knowledge.service import used_in_call
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.kit import AuditEntry, Change
from agent_desk.models.knowledge import Article, ArticleUse
from tests.fixtures.people import Client, Staff

pytestmark = pytest.mark.usefixtures("articles")


@pytest.fixture
def desk(hub: HubThread, staff: Staff) -> Client:
    staff.person("a1001", "agent")
    client = Client(hub.url)
    client.sign_in("a1001")
    return client


@pytest.fixture
def editor(hub: HubThread, staff: Staff) -> Client:
    staff.person("e1", "knowledge_editor")
    client = Client(hub.url)
    client.sign_in("e1")
    return client


def id_of(database: Database, code: str) -> uuid.UUID:
    with database.read() as db:
        return db.scalars(select(Article.id).where(Article.code == code)).one()


def form(**changed: Any) -> dict[str, Any]:
    return {
        "title": "夜间网点",
        "category": "service",
        "body": "## 要点\n夜间不办。",
        "keywords": ["晚上开门吗"],
        **changed,
    }


def test_an_agent_searches_and_opens(desk: Client) -> None:
    found = desk.get("/api/knowledge/search", q="卡丢了", limit=3).json()
    first = found["hits"][0]
    assert (first["code"], first["keyword"]["text"]) == ("K0015", "卡丢了")
    assert found["terms"]
    article = desk.get(f"/api/knowledge/{first['id']}").json()
    assert article["body"].startswith("## 适用情形")
    assert article["script"]
    assert article["category"]["name_zh"] == "挂失与紧急"
    assert article["related"]


def test_an_article_that_is_named_comes_first_among_the_related(desk: Client, database: Database) -> None:
    named = desk.get(f"/api/knowledge/{id_of(database, 'K0001')}").json()["related"]
    with database.write() as db:
        db.execute(update(Article).where(Article.code == "K0001").values(body="另见 K0090。"))
    related = desk.get(f"/api/knowledge/{id_of(database, 'K0001')}").json()["related"]
    assert related[0]["code"] == "K0090"
    assert related[0]["cited"]
    assert "K0090" not in [one["code"] for one in named]


def test_the_shelves_come_in_their_order_with_what_is_on_them(desk: Client, database: Database) -> None:
    shelves = desk.get("/api/knowledge/categories").json()
    assert [shelf["code"] for shelf in shelves][:3] == ["account", "loss", "credit"]
    with database.write() as db:
        db.execute(update(Article).where(Article.category_code == "loss").values(state="retired"))
    assert desk.get("/api/knowledge/categories").json()[1]["articles"] == 0


def test_what_may_not_be_read_can_neither_be_opened_nor_used(desk: Client, editor: Client, database: Database) -> None:
    hidden = id_of(database, "K0015")
    with database.write() as db:
        db.execute(update(Article).where(Article.id == hidden).values(audience=["supervisor"]))
    opened = desk.get(f"/api/knowledge/{hidden}")
    used = desk.post(f"/api/knowledge/{hidden}/use", {"kind": "inserted"})
    assert (opened.status_code, used.status_code) == (404, 404)
    assert opened.json()["error"]["id"] == "not_found"
    other = desk.get(f"/api/knowledge/{id_of(database, 'K0016')}").json()
    assert "K0015" not in [one["code"] for one in other["related"]]
    assert editor.get(f"/api/knowledge/{hidden}").ok, "who edits it must open it"
    assert editor.post(f"/api/knowledge/{hidden}/use", {"kind": "opened"}).status_code == 404


def test_a_use_is_noted_with_its_call_and_without_numbers(desk: Client, database: Database) -> None:
    article, call = id_of(database, "K0015"), uuid.uuid4()
    with database.write() as db:
        queue = Queue(code="retail", name_zh="个人", name_en="Retail")
        db.add(queue)
        db.flush()
        db.add(
            Call(
                id=call,
                exchange="simulated",
                exchange_key="1",
                queue_id=queue.id,
                caller="",
                state="talking",
                offered_at=datetime.now(UTC),
            )
        )
    for kind in ("opened", "was_right"):
        said = {"kind": kind, "call_id": str(call), "query": "卡丢了 13800138000"}
        assert desk.post(f"/api/knowledge/{article}/use", said).ok
    with database.read() as db:
        assert {use.query for use in db.scalars(select(ArticleUse))} == {"卡丢了 #"}
        (used,) = used_in_call(db, call)
    assert (used.code, used.kinds) == ("K0015", ["opened", "was_right"])
    hits = desk.get("/api/knowledge/search", q="卡丢了", call_id=str(call)).json()["hits"]
    assert [hit["used_in_call"] for hit in hits][:2] == [True, False]


def test_a_use_in_a_call_that_does_not_exist_is_refused(desk: Client, database: Database) -> None:
    said = {"kind": "opened", "call_id": str(uuid.uuid4())}
    refused = desk.post(f"/api/knowledge/{id_of(database, 'K0015')}/use", said)
    assert (refused.status_code, refused.json()["error"]["values"]["fields"]) == (422, {"call_id": "unknown"})


def test_an_editor_writes_an_article_and_the_agents_find_it(editor: Client, desk: Client, database: Database) -> None:
    made = editor.post("/api/knowledge", form())
    assert (made.json()["code"], made.json()["revision"]) == ("K0093", 1)
    assert desk.get("/api/knowledge/search", q="晚上开门吗").json()["hits"][0]["code"] == "K0093"
    with database.read() as db:
        told = db.scalars(select(Change).where(Change.area == "knowledge")).one()
        audited = db.scalars(select(AuditEntry).where(AuditEntry.action == "knowledge.article_added")).one()
        assert (told.entity, told.entity_id, told.audience) == ("article", made.json()["id"], ["perm:knowledge.view"])
        assert audited.person_login == "e1"


def test_a_change_makes_a_new_revision_and_a_stale_one_is_refused_with_the_present_record(
    editor: Client, desk: Client
) -> None:
    made = editor.post("/api/knowledge", form()).json()
    path = f"/api/knowledge/{made['id']}"
    changed = editor.ask("PUT", path, form(title="夜间服务", keywords=["半夜"], version=1)).json()
    assert (changed["revision"], changed["version"], changed["code"]) == (2, 2, "K0093")
    assert desk.get("/api/knowledge/search", q="半夜").json()["hits"][0]["code"] == "K0093"
    stale = editor.ask("PUT", path, form(title="旧的", version=1))
    assert (stale.status_code, stale.json()["error"]["id"]) == (409, "stale_version")
    assert stale.json()["error"]["values"]["current"]["title"] == "夜间服务"
    assert editor.ask("PUT", path, form(title="没有版本")).status_code == 409


def test_a_form_with_faults_names_each(editor: Client) -> None:
    bad = form(
        title=" ", category="nowhere", audience=["kings"], valid_from=str(date(2026, 2, 1)), valid_until="2026-01-01"
    )
    refused = editor.post("/api/knowledge", bad)
    assert refused.status_code == 422
    assert refused.json()["error"]["values"]["fields"] == {
        "title": "required",
        "category": "unknown",
        "audience": "unknown_role",
        "valid_until": "before_start",
    }


def test_only_an_editor_edits(desk: Client, database: Database) -> None:
    assert desk.post("/api/knowledge", form()).status_code == 403
    assert desk.ask("PUT", f"/api/knowledge/{id_of(database, 'K0015')}", form(version=1)).status_code == 403
