"""No input makes the hub fail: every operation with every hostile value gets a refusal that says what is wrong, or does its work."""

import http.client
import json
import uuid
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import requests

from agent_desk.hub.people.rules import ROLES
from agent_desk.hub.serve import HubThread
from tests.fixtures.hostile import Asked, every_request
from tests.fixtures.people import PASSWORD, Client, Staff
from tests.fixtures.waiting import patience

pytestmark = pytest.mark.long

EVERY_ROLE = tuple(ROLES)
SPREAD = 3
"""So many values each place gets, in turn; the first of its kind always. The bounds of each place are walked apart, whole
(tests/schemas/test_bounded.py); here it is what lies behind them."""
SIGNS_OUT = ("/api/people/sign-out",)


@pytest.fixture
def everybody(client: Client, staff: Staff) -> Client:
    """One person who may do everything, signed in at the running hub."""
    staff.person("all", *EVERY_ROLE, agent_code="1001")
    assert client.sign_in("all").ok
    return client


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def error(self) -> dict[str, Any]:
        """The error of a refusal."""
        return dict(json.loads(self.body)["error"])


def send(line: http.client.HTTPConnection, client: Client, asked: Asked) -> Answer:
    """One request on a kept line: thousands are sent, and `requests` takes longer over each than the hub."""
    headers = {"Authorization": f"Bearer {client.token}", "Content-Type": "application/json"}
    if asked.method != "GET":
        headers["Idempotency-Key"] = uuid.uuid4().hex
    query = urlencode({name: _words(value) for name, value in asked.query.items()}, doseq=True)
    body = None if asked.body is None else json.dumps(asked.body).encode()
    line.request(asked.method, f"{asked.path}?{query}" if query else asked.path, body, headers)
    came = line.getresponse()
    return Answer(came.status, came.read())


def _words(value: Any) -> Any:
    if isinstance(value, list):
        return [_words(one) for one in value]
    return (
        value.encode(errors="surrogatepass")
        if isinstance(value, str)
        else json.dumps(value)
        if isinstance(value, bool)
        else value
    )


def test_no_input_makes_the_hub_fail(hub: HubThread, everybody: Client) -> None:
    document = everybody.get("/openapi.json").json()
    answered: Counter[int] = Counter()
    failed, mute, areas = [], [], set()
    with closing(http.client.HTTPConnection(urlsplit(hub.url).netloc, timeout=patience(30))) as line:
        for asked in every_request(document, spread=SPREAD):
            if asked.path.startswith(SIGNS_OUT):
                continue
            answer = send(line, everybody, asked)
            answered[answer.status] += 1
            areas.add(asked.path.split("/")[1:3][-1])
            what = f"{answer.status} {answer.error['id'] if answer.status >= 400 else ''} {asked.method} {asked.path[:80]} {asked.wrong}"
            if answer.status >= 500 and not _no_fault_of_the_hub(answer):
                failed.append(what)
            elif answer.status >= 400 and not _sentence(answer):
                mute.append(what)
            if answer.status == 401:
                everybody.sign_in("all", PASSWORD, takeover=True)
    assert failed == [], f"{len(failed)} of {answered}"
    assert mute == []
    assert len(areas) > 12 and answered.total() > 1500 and answered[422] > 600, answered


OUTSIDE = ("exchange_down", "busy", "directory_down", "openid_down", "directory_unreachable")
"""What is said of what this test has not: a telephone exchange, a directory; and where too many sign in at once."""


def _no_fault_of_the_hub(answer: Answer) -> bool:
    return answer.status == 503 and answer.error["id"] in OUTSIDE


def _sentence(answer: Answer) -> bool:
    return bool(answer.error["sentence"]) and answer.error["id"] != "internal_fault"


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"[1", b"\xff\xfe", b'{"login": "\\ud800"', b"nul", b"[" * 16_000],
    ids=["open", "empty", "list", "bytes", "surrogate", "word", "deep"],
)
def test_a_body_that_is_no_json_is_told_so(hub: HubThread, body: bytes) -> None:
    answer = requests.post(
        f"{hub.url}/api/people/sign-in",
        data=body,
        headers={"Content-Type": "application/json"},
        timeout=patience(15),
    )
    error = answer.json()["error"]
    assert (answer.status_code, error["id"]) in ((400, "malformed_request"), (422, "invalid_form"))
    assert error["sentence"]
    assert body in (b"", b"nul") or error["id"] == "malformed_request"


def test_a_method_that_an_address_does_not_take_is_told_so(hub: HubThread) -> None:
    answer = requests.delete(f"{hub.url}/api/people/sign-in", timeout=patience(15))
    assert (answer.status_code, answer.json()["error"]["id"]) == (405, "no_such_method")
