"""Messages: to one, a team, all; who has read them is kept; they wait for whoever is away and expire."""

from datetime import timedelta
from typing import Any

import pytest

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.supervising import messages
from agent_desk.models.people import Person, Team
from agent_desk.schemas.supervising.records import MessageRow, NewMessage, OwnMessage
from tests.fixtures.floor import Floor
from tests.fixtures.people import Staff


@pytest.fixture
def crew(ground: Floor, staff: Staff) -> dict[str, Caller]:
    """Two agents of the day team, one of the night team."""
    found = {code: staff.caller(f"a{code}", "agent", agent_code=code) for code in ("1", "2", "3")}
    with ground.hub_context.database.write() as db:
        day, night = (Team(code=code, name_zh=code, name_en=code.title()) for code in ("day", "night"))
        db.add_all([day, night])
        db.flush()
        for code, team in (("1", day), ("2", day), ("3", night)):
            db.get_one(Person, found[code].person_id).team_id = team.id
    return found


def send(ground: Floor, boss: Caller, **given: Any) -> MessageRow:
    usual = {"audience": "all", "words": "System slow, tell callers"}
    made: MessageRow = ground.work(messages.send, NewMessage(**{**usual, **given}), caller=boss)
    return made


def own(ground: Floor, who: Caller, *, unread: bool = True) -> list[OwnMessage]:
    found: list[OwnMessage] = ground.work(messages.own, caller=who, unread=unread)
    return found


def test_one_a_team_or_everybody_is_told(ground: Floor, boss: Caller, crew: dict[str, Caller]) -> None:
    send(ground, boss, words="all")
    send(ground, boss, words="day", audience="team", team="day")
    send(ground, boss, words="three", audience="person", person_id=crew["3"].person_id)
    said = {code: [one.words for one in own(ground, who)] for code, who in crew.items()}
    assert said == {"1": ["all", "day"], "2": ["all", "day"], "3": ["all", "three"]}
    assert own(ground, boss) == [], "who sends is not told"


def test_those_who_were_chosen_are_told_by_one_message(ground: Floor, boss: Caller, crew: dict[str, Caller]) -> None:
    sent = send(ground, boss, audience="people", people=[crew["1"].person_id, crew["3"].person_id])
    assert {code: len(own(ground, who)) for code, who in crew.items()} == {"1": 1, "2": 0, "3": 1}
    assert (sent.audience, sent.told) == ("people", 2)


def test_who_has_read_it_and_when(ground: Floor, boss: Caller, crew: dict[str, Caller]) -> None:
    sent = send(ground, boss, audience="team", team="day")
    ground.later(minutes=2)
    ground.work(messages.read, sent.id, caller=crew["2"])
    ground.later(minutes=2)
    ground.work(messages.read, sent.id, caller=crew["2"])
    with ground.hub_context.database.read() as db:
        row = messages.one(db, sent.id)
    assert (row.told, row.read) == (2, 1)
    assert [(one.person.agent_code, one.read_at) for one in row.receipts] == [
        ("1", None),
        ("2", sent.sent_at + timedelta(minutes=2)),
    ]
    assert own(ground, crew["2"]) == [] and [one.id for one in own(ground, crew["2"], unread=False)] == [sent.id]
    with pytest.raises(NotFound):
        ground.work(messages.read, sent.id, caller=crew["3"])


def test_it_waits_for_whoever_is_away_until_it_expires(ground: Floor, boss: Caller, crew: dict[str, Caller]) -> None:
    send(ground, boss, valid_minutes=60)
    ground.later(minutes=59)
    assert len(own(ground, crew["1"])) == 1
    ground.later(minutes=1)
    assert own(ground, crew["1"]) == []


def test_a_withdrawn_message_is_shown_to_nobody(ground: Floor, boss: Caller, crew: dict[str, Caller]) -> None:
    sent = send(ground, boss)
    ground.work(messages.withdraw, sent.id, caller=boss)
    assert own(ground, crew["1"], unread=False) == []
    assert [one["said"] for one in ground.told("message")] == ["sent", "withdrawn"]
    assert "words" not in ground.told("message")[0], "no words in the feed"


def test_a_message_to_nobody_is_refused(ground: Floor, boss: Caller, crew: dict[str, Caller]) -> None:
    for given in (
        {"audience": "team", "team": "none"},
        {"audience": "person"},
        {"audience": "people"},
        {"words": "  "},
    ):
        with pytest.raises(InvalidForm):
            send(ground, boss, **given)
