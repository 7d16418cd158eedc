"""Quality over HTTP: the way of a review from the draw to the results, and what the desk is told when it goes wrong."""

from datetime import timedelta

import pytest

from tests.fixtures.people import Client
from tests.fixtures.quality import FULL, NOW, Centre, criteria, sample_form


@pytest.fixture
def reviewer(client: Client, centre: Centre) -> Client:
    """The first reviewer, signed in."""
    assert client.sign_in("quality1").ok
    return client


def test_from_the_draw_to_the_results(reviewer: Client, centre: Centre) -> None:
    centre.calls(6)
    choices = reviewer.get("/api/quality/choices").json()
    assert [one["code"] for one in choices["queues"]] == ["account", "loan"]
    assert [one["name_en"] for one in choices["reviewers"]] == ["Quality1", "Quality2"]
    preview = reviewer.post("/api/quality/samples/preview", {"criteria": criteria()}).json()
    assert preview["matching"] == 6
    drawn = reviewer.post("/api/quality/samples", sample_form(centre, due_at=NOW.isoformat()), key="once").json()
    again = reviewer.post("/api/quality/samples", sample_form(centre, due_at=NOW.isoformat()), key="once")
    assert again.headers["Idempotent-Replay"] == "true"
    assert again.json()["id"] == drawn["id"]
    items = reviewer.get("/api/quality/items").json()
    assert (len(items["items"]), items["open"]) == (3, 3)
    at = f"/api/quality/items/{items['items'][0]['id']}"
    story = reviewer.get(at).json()
    assert story["form"]["questions"][0]["name_zh"] == "规范问候并报工号"
    draft = reviewer.ask("PUT", f"{at}/review", {"answers": {"greeting": True, "accuracy": 5}, "comment": "好"})
    assert draft.json()["version"] == 1
    assert draft.json()["answers"] == {"greeting": True, "accuracy": 5}
    stale = reviewer.post(f"{at}/submit", {"answers": FULL})
    assert (stale.status_code, stale.json()["error"]["values"]["current"]["version"]) == (409, 1)
    missing = reviewer.post(f"{at}/submit", {"answers": {}, "version": 1})
    assert missing.status_code == 422
    assert missing.json()["error"]["values"]["fields"]["closing"] == "missing"
    assert reviewer.post(f"{at}/submit", {"answers": FULL, "version": 1}).json()["score"] == 82.0
    today = NOW - timedelta(days=1)
    period = {"from_at": today.isoformat(), "to_at": (today + timedelta(days=36500)).isoformat()}
    assert reviewer.get("/api/quality/results", **period).json()["total"]["mean"] == 82.0
    assert reviewer.get("/api/quality/reviews", **period).json()["items"][0]["passed"] is True
    assert reviewer.get("/api/quality/samples").json()["items"][0]["submitted"] == 1


def test_an_answer_outside_the_scale_is_refused_at_the_door(reviewer: Client, centre: Centre) -> None:
    centre.calls(3)
    reviewer.post("/api/quality/samples", sample_form(centre))
    item = reviewer.get("/api/quality/items").json()["items"][0]["id"]
    for wrong in (6, -1, "maybe", 2.5, None):
        answer = reviewer.ask("PUT", f"/api/quality/items/{item}/review", {"answers": {"accuracy": wrong}})
        assert answer.status_code == 422


def test_an_agent_sees_nothing_of_it(client: Client, centre: Centre) -> None:
    client.sign_in("agent8001")
    for path in ("samples", "items", "choices", "forms", "results?from_at=2025-01-01T00:00Z&to_at=2026-01-01T00:00Z"):
        assert client.get(f"/api/quality/{path}").status_code == 403, path
    assert client.post("/api/quality/samples", sample_form(centre)).status_code == 403
