"""`agent-desk exchange check` against the rig, which the product's own files have configured."""

import json

import pytest
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.setup.check import check
from agent_desk.hub.exchange.protocol.plan_rules import sounds_of
from tests.pbx.rig import AMI_TLS_PORT, QUEUES, Rig, tone
from tests.pbx.voice import VOICE


def found(rig: Rig, *more: str) -> dict[tuple[str, str], str]:
    result = CliRunner().invoke(hub_commands(), ["exchange", "check", "--exchange", rig.url, "--json", *more])
    return {(one["kind"], one["about"]): one["state"] for one in json.loads(result.stdout)["findings"]}


def test_an_asterisk_configured_by_us_lacks_nothing(asterisk: Rig) -> None:
    wanted = [word for queue in QUEUES for word in ("--queue", queue)]
    seen = found(asterisk, *wanted)
    assert {about: state for about, state in seen.items() if state != "fine"} == {}
    assert {about for kind, about in seen if kind == "sound"} == {f"agent-desk/{name}" for name in sounds_of(VOICE)}
    assert (
        seen["zone", "0800"] == seen["read_class", "agent"] == seen["sorcery", "auth=astdb,agent-desk-phone"] == "fine"
    )
    assert seen["queue_option", "account: ringinuse=no"] == "fine"


def test_the_same_over_an_encrypted_line(asterisk: Rig) -> None:
    url = f"{asterisk.url_at(AMI_TLS_PORT)}?tls={asterisk.authority}"
    result = CliRunner().invoke(hub_commands(), ["exchange", "check", "--exchange", url, "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["findings"][0] | {"sentence": ""} == {
        "kind": "line",
        "state": "fine",
        "about": f"127.0.0.1:{AMI_TLS_PORT}",
        "sentence": "",
    }


def test_what_a_bank_has_bent_is_seen(asterisk: Rig) -> None:
    queues, sound = (
        asterisk.root / "etc/asterisk/agent-desk-queues.conf",
        asterisk.root / "usr/share/asterisk/sounds/agent-desk",
    )
    kept = queues.read_text()
    queues.write_text(kept.replace("ringinuse=no", "ringinuse=yes"))
    (sound / "closed.ulaw").rename(sound / "closed.gone")
    try:
        lacking = {one for one, state in found(asterisk).items() if state == "lacking"}
    finally:
        queues.write_text(kept)
        (sound / "closed.gone").rename(sound / "closed.ulaw")
    assert ("sound", "agent-desk/closed") in lacking and ("queue_option", "account: ringinuse=yes") in lacking


@pytest.mark.parametrize("module", ["res_mutestream", "func_db"])
def test_a_module_that_is_gone_is_seen(asterisk: Rig, module: str) -> None:
    asterisk.cli(f"module unload {module}.so")
    try:
        lacking = {about for (_, about), state in found(asterisk).items() if state != "fine"}
    finally:
        asterisk.cli(f"module load {module}.so")
    assert module in lacking


def test_a_queue_that_is_missing_is_seen(asterisk: Rig) -> None:
    assert found(asterisk, "--queue", "loans")["queue", "loans"] == "lacking"


def test_announcements_are_looked_for_at_the_exchange_itself(asterisk: Rig) -> None:
    """Beside the sounds of the plan in force, which the dial plan names by itself."""
    tone(asterisk.root / "usr/share/asterisk/sounds/agent-desk/outage.ulaw", 0.2, 440.0)
    many = [f"sentence-{at}" for at in range(15)]
    found = {
        one.about: (one.kind, one.state) for one in check(Address.from_url(asterisk.url), (), (), ["outage", *many])
    }
    (asterisk.root / "usr/share/asterisk/sounds/agent-desk/outage.ulaw").unlink()
    assert found["agent-desk/outage"] == ("announcement", "fine")
    assert {found[f"agent-desk/{name}"] for name in many} == {("announcement", "lacking")}
    assert found["agent-desk/closed"] == ("sound", "fine")
