"""The centre as a file over HTTP: by right, by office, compared, taken whole or not at all, by two persons, kept and taken back."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until

SYSTEM = "/api/settings/centre-file/system"
SECURITY = "/api/settings/centre-file/security"
HEAD = '[file]\nkind = "agent-desk centre"\nformat = 1\nproduct = "0.1.0"\n'
QUEUE = HEAD + '\n[[queues]]\ncode = "retail"\nname_zh = "个人业务"\nname_en = "Retail"\n'


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A hub that has a folder for files that are made."""
    folder = tmp_path / "made"
    folder.mkdir()
    return replace(settings, reports=str(folder))


@pytest.fixture
def system(hub: HubThread, staff: Staff) -> Client:
    staff.person("sys1", "system_administrator", name="系统")
    client = Client(hub.url)
    client.sign_in("sys1")
    return client


def security(hub: HubThread, staff: Staff, login: str) -> Client:
    staff.person(login, "security_administrator", name="安全")
    client = Client(hub.url)
    client.sign_in(login)
    return client


def compared(client: Client, text: str, at: str = SYSTEM, **more: Any) -> Any:
    answer = client.post(f"{at}/compare", {"pieces": [text], **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def queues(client: Client) -> list[str]:
    return [one["code"] for one in client.get("/api/settings/lists/queues").json()]


def test_each_office_has_its_own_parts_and_nobody_else_any(hub: HubThread, staff: Staff, system: Client) -> None:
    guard = security(hub, staff, "sec1")
    text, other = system.get(SYSTEM), guard.get(SECURITY)
    assert "[[queues]]" in text.text or "[settings.centre]" in text.text
    assert "[[masks]]" not in text.text and "[[roles]]" not in text.text
    assert "[[masks]]" in other.text and "[[roles]]" in other.text and "[settings.centre]" not in other.text
    assert system.get(SECURITY).status_code == 403 and guard.get(SYSTEM).status_code == 403
    staff.person("a1", "agent", agent_code="1001")
    agent = Client(hub.url)
    agent.sign_in("a1")
    assert agent.get(SYSTEM).status_code == 403
    items = system.get("/api/settings/history/setting", entity_id="centre").json()["items"]
    assert [(one["action"], one["login"]) for one in items] == [
        ("settings.centre_file_export", "sec1"),
        ("settings.centre_file_export", "sys1"),
    ]
    # Another office's part in a file is shown as such and left alone.
    masks = HEAD + '\n[[masks]]\nfield = "card"\nverified = false\nkind = "clear"\nhead = 0\ntail = 0\n'
    (part,) = compared(system, masks)["parts"]
    assert (part["mine"], part["changed"]) == (False, 1)
    assert system.post(SYSTEM, {"pieces": [masks]}).status_code == 200
    assert compared(guard, masks, SECURITY)["parts"][0]["changed"] == 1, "nothing was changed"


def test_differences_are_shown_chosen_taken_and_taken_back(system: Client) -> None:
    text = (
        QUEUE
        + '\n[settings.call_rules]\nring_timeout_s = 25\n\n[[teams]]\ncode = "T1"\nname_zh = "一组"\nname_en = "One"\n'
    )
    before = system.get(SYSTEM).text
    rules = system.get("/api/settings/values/call_rules").json()["value"]
    field = next(name for name, held in rules.items() if isinstance(held, int) and not isinstance(held, bool))
    text = text.replace("ring_timeout_s = 25", f"{field} = {rules[field] + 1}")
    parts = {one["name"]: one for one in compared(system, text)["parts"]}
    assert (parts["queues"]["added"], parts["teams"]["added"], parts["settings.call_rules"]["changed"]) == (1, 1, 1)
    (changed,) = parts["settings.call_rules"]["entries"][0]["fields"]
    assert str(rules[field]) in changed["before_zh"] and str(rules[field] + 1) in changed["after_en"]
    assert queues(system) == []
    # The days of settings, and one part left out.
    later = system.post(
        SYSTEM,
        {"pieces": [text], "name": "新.toml", "only": ["queues", "settings.call_rules"], "counts_from": "2999-01-01"},
    )
    assert later.status_code == 200, later.text
    assert queues(system) == ["retail"] and system.get("/api/settings/lists/teams").json() == []
    view = system.get("/api/settings/values/call_rules").json()
    assert view["value"][field] == rules[field] and view["pending"][0]["value"][field] == rules[field] + 1
    # One group of entries in the trail, by the request that made them.
    items = system.get("/api/settings/history/setting", entity_id="centre").json()["items"]
    of_file = next(one for one in items if one["action"] == "settings.centre_file")
    of_queue = system.get("/api/settings/history/queue", entity_id="retail").json()["items"][0]
    assert of_file["request_id"] == of_queue["request_id"] and of_file["detail"]["file"] == "新.toml"
    assert (of_file["detail"]["added"], of_file["detail"]["parts"]) == (1, ["settings.call_rules", "queues"])
    # What held before is kept, and taking it brings it back.
    until(lambda: len(system.get(f"{SYSTEM}/kept").json()) == 1)
    (kept,) = system.get(f"{SYSTEM}/kept").json()
    assert kept["by"] == "系统"
    back = system.get(f"{SYSTEM}/kept/{kept['id']}").content.decode()
    assert back == before
    again = QUEUE.replace("个人业务", "零售业务")
    system.post(SYSTEM, {"pieces": [again]})
    until(lambda: len(system.get(f"{SYSTEM}/kept").json()) == 2)
    newest = system.get(f"{SYSTEM}/kept").json()[0]["id"]
    undo = system.get(f"{SYSTEM}/kept/{newest}").content.decode()
    assert system.post(SYSTEM, {"pieces": [undo]}).status_code == 200
    (queue,) = system.get("/api/settings/lists/queues").json()
    assert queue["name_zh"] == "个人业务"


def test_what_the_file_does_not_name_stays_unless_it_is_to_be_retired(system: Client) -> None:
    system.post(SYSTEM, {"pieces": [QUEUE + '\n[[queues]]\ncode = "loan"\nname_zh = "贷款"\nname_en = "Loans"\n']})
    (part,) = compared(system, QUEUE)["parts"]
    assert (part["same"], part["left"], part["retired"]) == (1, 1, 0)
    (part,) = compared(system, QUEUE, retire=True)["parts"]
    assert (part["left"], part["retired"]) == (0, 1)
    system.post(SYSTEM, {"pieces": [QUEUE], "retire": True})
    held = {one["code"]: one["active"] for one in system.get("/api/settings/lists/queues").json()}
    assert held == {"retail": True, "loan": False}


NASTY = {
    "no TOML": ("[file\n", 1, "TOML"),
    "broken in the middle": (QUEUE + '\n[[teams]]\ncode = "T1\n', None, "TOML"),
    "no file of ours": ('[centre]\nname_zh = "x"\n', None, "kind"),
    "of a newer format": (QUEUE.replace("format = 1", "format = 7").replace("0.1.0", "9.2.0"), 3, "9.2.0"),
    "an unknown part": (QUEUE + "\n[[robots]]\ncode = 'r'\n", 11, "robots"),
    "an unknown name": (QUEUE + "colour = 'red'\n", 10, "queues.colour"),
    "doubled": (QUEUE + QUEUE.removeprefix(HEAD), 11, "retail"),
    "a word that is none": (QUEUE + "acw_mode = 'sometimes'\n", 10, "acw_mode"),
    "a number out of bounds": (QUEUE + "acw_limit_s = 999999\n", 10, "acw_limit_s"),
    "text for a number": (QUEUE + 'acw_limit_s = "60"\n', 10, "acw_limit_s"),
    "no number": (QUEUE + "acw_limit_s = nan\n", 10, "acw_limit_s"),
    "a name that is missing": (QUEUE.replace('name_en = "Retail"\n', ""), 6, "name_en"),
    "a table for a list": (HEAD + "[queues]\ncode = 'x'\n", 5, "[[queues]]"),
    "a target of no queue": (
        HEAD
        + '[[targets]]\nqueue = "moon"\nformula = "F3"\nthreshold_ms = 20000\nshort_ms = 5000\ntarget = 0.8\nanswer_rate_target = 0.9\n',
        5,
        "moon",
    ),
    "a setting against its own rule": (HEAD + '[settings.centre]\narea_code = "9"\n', 6, "area_code"),
}


def test_every_fault_has_its_line_and_nothing_is_taken(system: Client) -> None:
    system.post(SYSTEM, {"pieces": [HEAD + '[[teams]]\ncode = "T0"\nname_zh = "零"\nname_en = "Nil"\n']})
    before = system.get(SYSTEM).text
    for what, (text, line, word) in NASTY.items():
        faults = compared(system, text)["faults"]
        assert faults and word in faults[0]["en"] and word in faults[0]["zh"], f"{what}: {faults}"
        assert line is None or faults[0]["line"] == line, f"{what}: {faults}"
        refused = system.post(SYSTEM, {"pieces": [text]})
        assert (refused.status_code, refused.json()["error"]["id"]) == (422, "centre_file_refused"), what
        assert system.get(SYSTEM).text == before, what
    # A good part before a bad one is not taken either, and many faults are told at once.
    bad = QUEUE + "".join(f"\n[[teams]]\ncode = 'T{n}'\nname_zh = ''\nname_en = 'x'\n" for n in range(300))
    faults = compared(system, bad)["faults"]
    assert len(faults) == 300 and len({one["line"] for one in faults}) == 300
    assert system.post(SYSTEM, {"pieces": [bad]}).status_code == 422 and queues(system) == []
    assert system.post(f"{SYSTEM}/compare", {"pieces": ["x\x00"]}).status_code == 422
    assert system.post(f"{SYSTEM}/compare", {"pieces": ["#" * 50_001]}).status_code == 422


def test_what_two_must_confirm_waits_whole(hub: HubThread, staff: Staff) -> None:
    first, second = security(hub, staff, "sec1"), security(hub, staff, "sec2")
    text = HEAD + '[[masks]]\nfield = "card"\nverified = false\nkind = "digits"\nhead = 2\ntail = 2\n' + ROLE
    asked = first.post(SECURITY, {"pieces": [text], "reason": "照测试中心"})
    assert (asked.status_code, asked.json()["error"]["id"]) == (409, "waits_for_second_person"), asked.text
    assert "night_lead" not in first.get("/api/people/roles").text
    (waits,) = second.get("/api/approvals", state="pending").json()["items"]
    assert waits["reason"] == "照测试中心" and len(waits["body"]["changes"]) >= 2
    done = second.post(f"/api/approvals/{waits['id']}/approve", {"digest": waits["digest"]})
    assert done.status_code == 200, done.text
    assert "night_lead" in first.get("/api/people/roles").text
    assert re.search(r'field = "card"\nverified = false\nkind = "digits"\nhead = 2', first.get(SECURITY).text)


ROLE = """
[[roles]]
code = "night_lead"
name_zh = "夜班班长"
name_en = "Night lead"
permissions = ["floor.view"]
"""
