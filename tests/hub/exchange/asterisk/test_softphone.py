"""Secrets of the telephones in desks: written into a manager's data base, taken back, pruned; and the files that make them count."""

import json
import time

import pytest

from agent_desk.demo.exchange.adapter import SimulatedExchange
from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.exchange import AsteriskExchange
from agent_desk.hub.exchange.asterisk.setup.check import check
from agent_desk.hub.exchange.asterisk.setup.configure import Centre, files
from agent_desk.hub.exchange.asterisk.softphone import AUTH, UNTIL, VALID_S, Pruning
from agent_desk.hub.exchange.protocol.calls import ExchangeLost, SignOut
from tests.fixtures.asterisk_manager import Manager
from tests.fixtures.waiting import promised
from tests.hub.exchange.asterisk.test_line import SECRET, address, manager

__all__ = ["manager"]
WSS = "wss://pbx.bank.example:8089/ws"


def joined(manager: Manager, **more: str) -> AsteriskExchange:
    exchange = AsteriskExchange(address(manager, **more))
    exchange.connect()
    return exchange


def test_a_secret_is_in_asterisk_before_it_is_given(manager: Manager) -> None:
    manager.says("DBPut", Response="Success")
    exchange = joined(manager, softphone=WSS)
    first, second = exchange.softphone("8001"), exchange.softphone("8001")
    assert first is not None and second is not None and first.secret != second.secret
    assert (first.url, first.user, first.domain, first.extension) == (WSS, "8001web", "127.0.0.1", "8001web")
    put = [one for one in manager.asked if one["Action"] == "DBPut"]
    assert [(one["Family"], one["Key"]) for one in put] == [(UNTIL, "8001web"), (AUTH, "8001web")] * 2
    auth = {"auth_type": "userpass", "username": "8001web", "password": second.secret}
    assert json.loads(put[-1]["Val"]) == auth
    assert abs(int(put[-2]["Val"]) - time.time() - VALID_S) < promised(5)
    assert first.secret not in repr(first)


def test_a_manager_that_may_not_write_gives_no_telephone(manager: Manager) -> None:
    with pytest.raises(ExchangeLost):
        joined(manager, softphone=WSS).softphone("8001")


def test_without_an_address_for_them_there_are_none(manager: Manager) -> None:
    assert joined(manager).softphone("8001") is None
    assert SimulatedExchange("127.0.0.1", 1).softphone("8001") is None


def test_signing_out_ends_the_secret_of_somebody_who_is_in_no_queue_too(manager: Manager) -> None:
    manager.lists("QueueStatus", {"Event": "QueueParams", "Queue": "account"})
    exchange = joined(manager, softphone=WSS)
    assert exchange.perform(SignOut(id="1", agent="8001")).error == "no_such_agent"
    gone = [(one["Family"], one["Key"]) for one in manager.asked if one["Action"] == "DBDel"]
    assert gone == [(AUTH, "8001web"), (UNTIL, "8001web")]


def test_what_has_run_out_is_deleted_and_nothing_else(manager: Manager) -> None:
    now = int(time.time())
    entries = {"8001web": str(now - 1), "8002web": str(now + 60), "8003web": "nonsense"}
    manager.lists(
        "DBGetTree",
        *({"Event": "DBGetTreeResponse", "Key": f"/{UNTIL}/{key}", "Val": val} for key, val in entries.items()),
    )
    exchange, pruning = joined(manager, softphone=WSS), Pruning()
    for _ in range(2):
        pruning.prune(exchange._open_line())
    assert {one["Key"] for one in manager.asked if one["Action"] == "DBDel"} == {"8001web"}
    assert [one["Action"] for one in manager.asked].count("DBGetTree") == 1, "once a minute is enough"


@pytest.mark.parametrize("given", ["http://pbx/ws", "wss:///ws", "wss://me:it@pbx/ws"])
def test_an_address_for_desks_that_cannot_be_used(given: str) -> None:
    with pytest.raises(ValueError) as fault:
        Address.from_url(f"asterisks://hub:{SECRET}@pbx?softphone={given}")
    assert SECRET not in str(fault.value)


def test_desks_need_pjsip() -> None:
    with pytest.raises(ValueError):
        Address.from_url(f"asterisk://hub:{SECRET}@pbx?interface=SIP/{{agent}}&softphone={WSS}")
    one = Address.from_url(f"asterisks://hub:{SECRET}@pbx?interface=PJSIP/7{{agent}}&softphone={WSS}")
    assert (one.softphone, one.endpoint_of("8001web")) == (WSS, "78001web")


def test_the_files_hold_no_secret_of_a_desk_and_say_where_secrets_are() -> None:
    plain = Address(host="pbx", user="hub", secret=SECRET)
    centre = {"queues": ["account"], "agents": {"8001": "telephone"}}
    assert "agent-desk-sorcery.conf" not in files(Centre(address=plain, **centre))
    desks = Address(host="pbx", user="hub", secret=SECRET, softphone=WSS)
    made = files(Centre(address=desks, **centre))
    assert "auth=astdb,agent-desk-phone" in made["agent-desk-sorcery.conf"]
    pjsip = made["agent-desk-pjsip.conf"]
    assert "[8001web](agent-desk-softphone)\nauth=8001web\naors=8001web\n" in pjsip and "protocol=wss" in pjsip
    assert "[8001web](agent-desk-auth)" not in pjsip


def test_what_desks_need_is_looked_for(manager: Manager) -> None:
    manager.says("CoreSettings", Response="Success", AsteriskVersion="22.1.0")
    manager.says("ListCommands", Response="Success", ModuleCheck="", DBPut="")
    manager.says("ModuleCheck", Response="Success")
    manager.lists("QueueStatus")
    found = {(one.kind, one.about): one.state for one in check(address(manager, softphone=WSS))}
    assert (found["right", "DBPut"], found["right", "DBDel"]) == ("fine", "lacking")
    assert found["module", "res_pjsip_transport_websocket"] == "fine"
    assert ("right", "DBPut") not in {(one.kind, one.about) for one in check(address(manager))}
