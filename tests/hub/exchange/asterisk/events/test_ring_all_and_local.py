"""Several telephones ring for one caller, and telephones behind Local channels: who has the call, who missed it, hold and talk."""

import itertools

import pytest

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.events.translator import Translator
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    Ended,
    Held,
    LegEnded,
    Retrieved,
    RingEnded,
    Ringing,
    Transferred,
)
from tests.fixtures.asterisk_told import (
    connects,
    event,
    hangs_up,
    join,
    lifted,
    local,
    no_answer,
    of_telephone,
    plain,
    rings,
    telephone,
    told,
)

ONE, TWO, THREE = plain("8001", 1), plain("8002", 2), plain("8003", 3)
MEMBER = local("8001", 1)
FREEPBX = "asterisk://u:s@localhost?interface=Local/{agent}@from-queue/n&state=hint:{agent}@ext-local"


@pytest.fixture
def translator() -> Translator:
    made = Translator(Address.from_url("asterisk://u:s@localhost"))
    for one in ("8001", "8002", "8003"):
        made.feed({"Event": "QueueMemberAdded", "Queue": "account", "MemberName": one, "Interface": f"PJSIP/{one}"}, 0)
    made.feed({"Event": "QueueMemberAdded", "Queue": "credit", "MemberName": "8002", "Interface": "PJSIP/8002"}, 0)
    return made


@pytest.fixture
def freepbx() -> Translator:
    made = Translator(Address.from_url(FREEPBX))
    for queue in ("account", "credit"):
        made.feed({"Event": "QueueMemberAdded", "Queue": queue, "MemberName": "8001", "Interface": MEMBER.interface}, 0)
    return made


# ---------------------------------------------------------------------- several rings of one call


def test_both_ring_one_answers_and_nobody_is_charged(translator: Translator) -> None:
    events = told(
        translator,
        join(),
        rings(ONE, 1),
        rings(TWO, 1),
        lifted(ONE, 4.0),
        lifted(TWO, 4.01),
        connects(ONE, 4.02),
        hangs_up("a.2", 4.05, "26"),
        hangs_up("c.1", 64),
        hangs_up("a.1", 64.1),
    )
    assert [one.agent for one in events if isinstance(one, Ringing)] == ["8001", "8002"]
    assert [(one.agent, one.why) for one in events if isinstance(one, RingEnded)] == [("8002", "caller_gone")]
    assert [one.agent for one in events if isinstance(one, Answered)] == ["8001"]
    assert [(one.agent, one.talk_ms) for one in events if isinstance(one, LegEnded)] == [("8001", 59_980)]


def test_two_connects_give_the_call_to_the_one_that_keeps_it(translator: Translator) -> None:
    begin = (join(), rings(ONE, 1), rings(TWO, 1), connects(ONE, 4.02), connects(TWO, 4.03))
    events = told(translator, *begin, hangs_up("a.2", 4.3, "26"), hangs_up("c.1", 64))
    assert [one.agent for one in events if isinstance(one, Answered)] == ["8001"]
    assert [(one.agent, one.talk_ms) for one in events if isinstance(one, LegEnded)] == [("8001", 59_980)]


def test_where_the_first_of_two_connects_goes_at_once_the_other_has_the_call(translator: Translator) -> None:
    begin = (join(), rings(ONE, 1), rings(TWO, 1), connects(ONE, 4.02), connects(TWO, 4.03))
    events = told(translator, *begin, hangs_up("a.1", 4.3, "26"), hangs_up("c.1", 64))
    assert [one.agent for one in events if isinstance(one, Answered)] == ["8001", "8002"]
    assert [(one.agent, one.talk_ms) for one in events if isinstance(one, LegEnded)] == [
        ("8001", 280),
        ("8002", 59_700),
    ]


def test_both_let_it_ring_and_both_have_missed_it(translator: Translator) -> None:
    events = told(
        translator, join(), rings(ONE, 1), rings(TWO, 1), no_answer(ONE, 21, 20_000), no_answer(TWO, 21, 20_000)
    )
    assert {(one.agent, one.why) for one in events if isinstance(one, RingEnded)} == {
        ("8001", "missed"),
        ("8002", "missed"),
    }


@pytest.mark.parametrize("after", [4.019, 4.03])
def test_who_was_not_quick_enough_has_missed_nothing_in_whichever_order_it_is_told(
    translator: Translator, after: float
) -> None:
    late = sorted([connects(ONE, 4.02), no_answer(TWO, after)], key=lambda one: one["Timestamp"])
    events = told(translator, join(), rings(ONE, 1), rings(TWO, 1), lifted(ONE, 4.0), *late, hangs_up("a.2", 4.05))
    assert [(one.agent, one.why) for one in events if isinstance(one, RingEnded)] == [("8002", "caller_gone")]


def test_the_caller_goes_while_three_ring(translator: Translator) -> None:
    gone = event("QueueCallerAbandon", 9, Queue="account", HoldTime="9")
    events = told(translator, join(), *(rings(one, 1) for one in (ONE, TWO, THREE)), gone, hangs_up("c.1", 9.1))
    assert {(one.agent, one.why) for one in events if isinstance(one, RingEnded)} == {
        (code, "caller_gone") for code in ("8001", "8002", "8003")
    }
    assert [one.outcome for one in events if isinstance(one, Ended)] == ["abandoned_queue"]


def test_every_order_of_answer_and_ends_charges_nobody_and_answers_once(translator: Translator) -> None:
    ends = [connects(ONE, 4.02), hangs_up("a.2", 4.03, "26"), hangs_up("a.3", 4.04, "26")]
    for order in itertools.permutations(ends):
        fresh = Translator(Address.from_url("asterisk://u:s@localhost"))
        events = told(fresh, join(), *(rings(one, 1) for one in (ONE, TWO, THREE)), *order, hangs_up("c.1", 60))
        assert [one.agent for one in events if isinstance(one, Answered)] == ["8001"], order
        assert {one.why for one in events if isinstance(one, RingEnded)} == {"caller_gone"}, order


# ---------------------------------------------------------------------- what is lost, late or told twice


def test_a_caller_who_enters_again_is_one_call_with_the_wait_of_the_second_time(translator: Translator) -> None:
    timeout = event(
        "UserEvent", 180, UserEvent="AgentDeskLeft", Status="TIMEOUT", **{"ChanVariable:AD_QUEUE": "account"}
    )
    leaves = event("QueueCallerLeave", 180, Queue="account")
    events = told(
        translator, join(), leaves, timeout, join(185), rings(ONE, 190), connects(ONE, 197, 7), hangs_up("c.1", 257)
    )
    assert [one.outcome for one in events if isinstance(one, Ended)] == ["answered"]
    assert [(one.agent, one.talk_ms) for one in events if isinstance(one, LegEnded)] == [("8001", 60_000)]


def test_the_agents_hangup_is_lost_and_the_callers_ends_both(translator: Translator) -> None:
    events = told(translator, join(), rings(ONE, 1), connects(ONE, 5), hangs_up("c.1", 65))
    assert [(one.agent, one.talk_ms) for one in events if isinstance(one, LegEnded)] == [("8001", 60_000)]
    assert [one.outcome for one in events if isinstance(one, Ended)] == ["answered"]


def test_an_agentcomplete_that_comes_late_twice_or_not_at_all_changes_nothing(translator: Translator) -> None:
    complete = event("AgentComplete", 69, DestUniqueid="a.1", DestChannel=ONE.channel, Queue="account", TalkTime="64")
    begin = (join(), rings(ONE, 1), connects(ONE, 5), hangs_up("a.1", 9))
    events = told(translator, *begin, complete, complete, hangs_up("c.1", 69), complete)
    assert [(one.agent, one.talk_ms) for one in events if isinstance(one, LegEnded)] == [("8001", 4_000)]


def test_after_an_agents_part_the_next_queue_gives_the_next_agent(translator: Translator) -> None:
    other = plain("8002", 2)
    events = told(
        translator,
        join(),
        rings(ONE, 1),
        connects(ONE, 5),
        hangs_up("a.1", 9),
        join(12, "credit"),
        rings(other, 13),
        connects(other, 20, 7),
        hangs_up("a.2", 50),
        hangs_up("c.1", 50.1),
    )
    assert [(one.agent, one.talk_ms) for one in events if isinstance(one, LegEnded)] == [
        ("8001", 4_000),
        ("8002", 30_000),
    ]


# ---------------------------------------------------------------------- telephones behind Local channels


def test_hold_at_a_telephone_behind_a_local_channel_is_hold(freepbx: Translator) -> None:
    events = told(
        freepbx,
        join(),
        rings(MEMBER, 1),
        telephone(MEMBER, 1.1),
        event("DialEnd", 4.9, DestUniqueid="p.1", DialStatus="ANSWER", Channel="Local/8001@from-queue-00000001;2"),
        connects(MEMBER, 5, 4),
        of_telephone("Hold", 15),
        of_telephone("Unhold", 45),
        of_telephone("HangupRequest", 65),
        of_telephone("Hangup", 65),
        hangs_up("l2", 65.01),
        hangs_up("l.1", 65.02),
        hangs_up("c.1", 65.1),
    )
    assert [one.agent for one in events if isinstance(one, Held)] == ["8001"]
    assert [one.hold_ms for one in events if isinstance(one, Retrieved)] == [30_000]
    assert [(one.talk_ms, one.hold_ms, one.by) for one in events if isinstance(one, LegEnded)] == [
        (30_000, 30_000, "agent")
    ]


def test_a_transfer_at_a_telephone_behind_a_local_channel_ends_the_agents_part(freepbx: Translator) -> None:
    moved = of_telephone(
        "BlindTransfer",
        25,
        TransfererUniqueid="p.1",
        TransfererChannel="PJSIP/8001-0000000a",
        Result="Success",
        Context="from-internal",
        Extension="credit",
    )
    events = told(
        freepbx,
        join(),
        rings(MEMBER, 1),
        telephone(MEMBER, 1.1),
        connects(MEMBER, 5, 4),
        moved,
        of_telephone("Hangup", 25.1),
        hangs_up("c.1", 625),
        hangs_up("l.1", 625.1),
    )
    assert [(one.kind, one.target, one.talk_ms) for one in events if isinstance(one, Transferred)] == [
        ("blind_queue", "credit", 20_000)
    ]
    assert not [one for one in events if isinstance(one, LegEnded)]


def test_a_local_channel_that_is_taken_out_of_the_way_ends_nothing(freepbx: Translator) -> None:
    events = told(
        freepbx,
        join(),
        rings(MEMBER, 1),
        telephone(MEMBER, 1.1),
        connects(MEMBER, 5, 4),
        hangs_up("l.1", 5.5),
        hangs_up("l2", 5.5),
        of_telephone("Hold", 15),
        of_telephone("Unhold", 25),
        of_telephone("Hangup", 65),
        hangs_up("c.1", 65.1),
    )
    assert [(one.talk_ms, one.hold_ms) for one in events if isinstance(one, LegEnded)] == [(50_000, 10_000)]


def test_several_telephones_behind_one_member_are_one_part(freepbx: Translator) -> None:
    """Follow me: the desk telephone and a mobile ring; the mobile has the call."""
    events = told(
        freepbx,
        join(),
        rings(MEMBER, 1),
        telephone(MEMBER, 1.1, "p.1"),
        telephone(MEMBER, 1.2, "p.2", "PJSIP/trunk-0000000b"),
        event("DialEnd", 4.9, DestUniqueid="p.2", DialStatus="ANSWER", Channel="Local/8001@from-queue-00000001;2"),
        of_telephone("Hangup", 4.95, "p.1"),
        connects(MEMBER, 5, 4),
        of_telephone("Hold", 10, "p.2"),
        of_telephone("Unhold", 20, "p.2"),
        of_telephone("Hangup", 65, "p.2"),
        hangs_up("c.1", 65.1),
    )
    assert [one for one in events if isinstance(one, RingEnded)] == []
    assert [(one.talk_ms, one.hold_ms) for one in events if isinstance(one, LegEnded)] == [(50_000, 10_000)]


def test_a_telephone_that_refuses_behind_a_local_channel_has_refused(freepbx: Translator) -> None:
    events = told(
        freepbx,
        join(),
        rings(MEMBER, 1),
        telephone(MEMBER, 1.1),
        of_telephone("HangupRequest", 4, Cause="21"),
        of_telephone("Hangup", 4, Cause="21"),
        no_answer(MEMBER, 4.1),
    )
    assert [(one.agent, one.why) for one in events if isinstance(one, RingEnded)] == [("8001", "refused")]


@pytest.mark.parametrize(
    ("name", "interface", "agent"),
    [
        ("8001", "Local/8001@from-queue/n", "8001"),
        ("Li Hong", "Local/8001@from-queue/n", "8001"),
        ("李红", "Local/8001@from-queue/n", "8001"),
        ("Local/8001@from-queue/n", "Local/8001@from-queue/n", "8001"),
        ("hint:8001@ext-local", "hint:8001@ext-local", "8001"),
        ("8001", "PJSIP/9001", "8001"),
        ("PJSIP/8001", "PJSIP/8001", ""),
    ],
)
def test_members_of_every_make_lead_to_their_agent(freepbx: Translator, name: str, interface: str, agent: str) -> None:
    assert freepbx.mirror.code(name, interface) == agent


def test_plain_and_local_members_of_one_queue_ring_together(freepbx: Translator) -> None:
    other = plain("8002", 2)
    freepbx.feed({"Event": "QueueMemberAdded", "Queue": "account", "MemberName": "8002", "Interface": "PJSIP/8002"}, 0)
    events = told(
        freepbx,
        join(),
        rings(MEMBER, 1),
        rings(other, 1),
        telephone(MEMBER, 1.1),
        connects(other, 5, 4),
        of_telephone("Hangup", 5.1, Cause="26"),
        hangs_up("l.1", 5.1, "26"),
        hangs_up("c.1", 65),
    )
    assert [one.agent for one in events if isinstance(one, Answered)] == ["8002"]
    assert [(one.agent, one.why) for one in events if isinstance(one, RingEnded)] == [("8001", "caller_gone")]


def test_the_telephone_behind_a_member_is_known_for_transfers_and_questions(freepbx: Translator) -> None:
    assert freepbx.mirror.agent_on("PJSIP/8001-0000000a") == "8001"
    assert freepbx.mirror.agent_on("Local/8001@from-queue-00000001;1") == "8001"
    assert freepbx.mirror.agent_on("PJSIP/trunk-00000001") == ""


def test_a_list_of_channels_keeps_a_part_whose_local_channel_is_gone(freepbx: Translator) -> None:
    told(freepbx, join(), rings(MEMBER, 1), telephone(MEMBER, 1.1), connects(MEMBER, 5, 4), hangs_up("l.1", 5.5))
    channels = [
        {"Uniqueid": "c.1", "Linkedid": "c.1", "Channel": "PJSIP/trunk-00000001", "BridgeId": "b"},
        {"Uniqueid": "p.1", "Linkedid": "c.1", "Channel": "PJSIP/8001-0000000a", "BridgeId": "b"},
    ]
    freepbx.mirror.correct(channels, [], freepbx.mirror.turn, 1_795_630_100.0)
    (call,) = freepbx.mirror.calls.values()
    assert [leg.agent for leg in call.legs.values()] == ["8001"]


def test_the_state_of_a_member_is_looked_for_where_the_address_says() -> None:
    address = Address.from_url(FREEPBX)
    assert (address.interface_of("8001"), address.state_of("8001")) == (
        "Local/8001@from-queue/n",
        "hint:8001@ext-local",
    )
    assert Address.from_url("asterisk://u:s@localhost").state_of("8001") == "PJSIP/8001"
    with pytest.raises(ValueError, match=r"'state' names \{agent\} once"):
        Address.from_url("asterisk://u:s@localhost?state=hint:x")
