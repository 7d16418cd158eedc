"""Declared settings: what is in force at a moment, what waits for its day, what is refused, and what an older database held."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

from agent_desk.hub.kit import approvals, settings_in_force, settings_store
from agent_desk.hub.kit.approvals import OwnRequest
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm, NotFound, StaleVersion
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.migrations import run
from agent_desk.models.kit import AuditEntry, Change, SettingValue
from agent_desk.schemas.calls.settings import RINGS
from agent_desk.schemas.kit.approvals import Decision
from agent_desk.schemas.kit.settings import (
    Number,
    Setting,
    SettingForm,
    SettingRecord,
    Text,
    TextList,
    Words,
    declare,
    undeclare,
)
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Staff

ZONE = "Asia/Shanghai"
MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Ten in the morning at the centre."""


class Tea(SettingRecord):
    minutes: Annotated[int, Number(label=Words("茶歇", "Tea break"), low=0, high=30, unit=Words("分钟", "min"))] = 10
    sort: Annotated[str, Text(label=Words("茶", "Tea"), longest=10, required=True)] = "green"
    rooms: Annotated[list[str], TextList(label=Words("房间", "Rooms"), pattern=r"^[A-Z]$", most=3)] = ["A"]  # noqa: RUF012
    place: str = ""


def no_tea_of_one_minute(tea: Tea) -> dict[str, str]:
    return {"minutes": "too_hasty"} if tea.minutes == 1 else {}


SAID = Words("茶歇", "Tea")
TEA = Setting(
    key="test.tea",
    name="tea",
    record=Tea,
    title=SAID,
    subject=SAID,
    counts=SAID,
    check=no_tea_of_one_minute,
    faults={"too_hasty": Words("太短", "Too hasty.")},
)


@pytest.fixture
def tea() -> Iterator[Setting[Tea]]:
    yield declare(TEA)
    undeclare(TEA)


def form(version: int, day: date | None = None, **fields: Any) -> SettingForm[Tea]:
    return SettingForm[Tea](value=Tea(**fields), version=version, counts_from=day)


class Desk:
    """Somebody who changes the setting, at a moment that the test moves on."""

    def __init__(self, database: Database, hub_context: HubContext) -> None:
        self.database, self.hub_context, self.now = database, hub_context, MONDAY
        set_clocks(hub_context, lambda: self.now)

    def do(self, work: Any, *given: Any) -> Any:
        with self.database.write() as db:
            return work(Unit(db=db, now=self.now, jobs=self.hub_context.jobs), *given)

    def change(self, version: int, day: date | None = None, **fields: Any) -> Any:
        return self.do(settings_store.change, TEA, form(version, day, **fields), ZONE)

    def held(self, at: datetime | None = None) -> Tea:
        with self.database.read() as db:
            return settings_in_force.read(db, TEA, at or self.now)


@pytest.fixture
def desk(database: Database, hub_context: HubContext) -> Desk:
    return Desk(database, hub_context)


def test_the_defaults_hold_until_somebody_decides_and_every_moment_has_its_value(desk: Desk) -> None:
    assert desk.held() == Tea()
    assert desk.change(0, minutes=5).version == 1
    desk.now += timedelta(hours=1)
    desk.change(1, minutes=7)
    assert [desk.held(MONDAY + timedelta(minutes=at)).minutes for at in (-1, 0, 59, 60, 600)] == [10, 5, 5, 7, 7]


def test_a_value_counts_from_the_beginning_of_its_day_at_the_centre(desk: Desk) -> None:
    view = desk.change(0, date(2026, 3, 4), minutes=20)
    assert (view.value.minutes, view.version) == (10, 1)
    assert [(one.counts_from, one.value.minutes) for one in view.pending] == [(date(2026, 3, 4), 20)]
    midnight = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
    assert [desk.held(midnight + timedelta(seconds=at)).minutes for at in (-1, 0)] == [10, 20]
    assert desk.change(1, minutes=15).pending[0].value.minutes == 20, "what is decided for Wednesday stays"
    desk.now = midnight
    assert desk.held().minutes == 20


def test_its_day_is_told_once(desk: Desk, database: Database, tea: Setting[Tea]) -> None:
    desk.change(0, date(2026, 3, 4), minutes=20)
    assert settings_store.say_what_counts_now(desk.hub_context) == 0
    desk.now += timedelta(days=2)
    assert [settings_store.say_what_counts_now(desk.hub_context) for _ in range(2)] == [1, 0]
    with database.read() as db:
        told = db.execute(select(Change.area, Change.entity, Change.version, Change.hint)).all()
    assert told == [("settings", "setting", 1, {"name": "tea"})] * 2, "when it was decided, and when it began to count"


def test_a_later_decision_for_the_same_day_goes_before_the_first(desk: Desk) -> None:
    desk.change(0, date(2026, 3, 4), minutes=20)
    view = desk.change(1, date(2026, 3, 4), minutes=25)
    assert [one.value.minutes for one in view.pending] == [25]


def test_what_waits_can_be_taken_back_until_its_day(desk: Desk, database: Database) -> None:
    desk.change(0, date(2026, 3, 4), minutes=20)
    assert desk.do(settings_store.take_back, TEA, 1, ZONE).pending == []
    assert desk.held(MONDAY + timedelta(days=3)).minutes == 10
    with pytest.raises(NotFound):
        desk.do(settings_store.take_back, TEA, 1, ZONE)
    desk.change(1, date(2026, 3, 4), minutes=20)
    desk.now += timedelta(days=3)
    with pytest.raises(NotFound):
        desk.do(settings_store.take_back, TEA, 2, ZONE)
    with database.read() as db:
        actions = db.scalars(select(AuditEntry.action)).all()
    assert actions == ["settings.tea"] * 3


def test_a_stale_form_is_shown_what_holds(desk: Desk) -> None:
    desk.change(0, minutes=5)
    with pytest.raises(StaleVersion) as refused:
        desk.change(0, minutes=6)
    assert refused.value.values["current"]["value"]["minutes"] == 5


def test_what_is_wrong_is_named_at_its_field(desk: Desk) -> None:
    for day in (date(2026, 3, 2), date(2020, 1, 1)):
        with pytest.raises(InvalidForm) as refused:
            desk.change(0, day, minutes=5)
        assert refused.value.values["fields"] == {"counts_from": "not_a_later_day"}
    with pytest.raises(InvalidForm) as refused:
        desk.change(0, minutes=1)
    assert refused.value.values["fields"] == {"minutes": "too_hasty"}
    for wrong in (
        {"minutes": 31},
        {"minutes": -1},
        {"sort": "  "},
        {"sort": "x" * 11},
        {"rooms": ["a"]},
        {"rooms": ["A"] * 4},
    ):
        with pytest.raises(ValueError):
            form(0, **wrong)


def test_the_trail_says_what_was_and_what_is_and_what_nobody_may_change_stays(desk: Desk, database: Database) -> None:
    with database.write() as db:
        assert settings_store.seed(db, TEA, {"place": "roof", "minutes": 3})
        assert not settings_store.seed(db, TEA, {"place": "cellar"}), "only the first time"
    desk.change(1, minutes=5, place="cellar")
    assert (desk.held().place, desk.held().minutes) == ("roof", 5)
    with database.read() as db:
        (detail,) = db.scalars(select(AuditEntry.detail))
    assert {name: (detail["before"][name], detail["after"][name]) for name in detail["after"]} == {
        "minutes": (3, 5),
        "sort": ("green", "green"),
        "rooms": (["A"], ["A"]),
    }
    assert desk.change(2, minutes=5).version == 2, "nothing new is nothing done"


def test_a_first_value_that_could_not_be_read_again_is_refused_and_nothing_is_stored(database: Database) -> None:
    for value, field in (({"minutes": 10**6}, "minutes"), ({"minutes": "5"}, "minutes"), ({"rooms": ["a"]}, "rooms")):
        with database.write() as db, pytest.raises(InvalidForm) as refused:
            settings_store.seed(db, TEA, {"sort": "black", **value})
        assert list(refused.value.values["fields"]) == [field]
    with database.read() as db:
        assert db.scalars(select(SettingValue)).all() == []


def test_a_stored_value_of_another_kind_is_as_none(database: Database, desk: Desk) -> None:
    stored = {"minutes": "5", "sort": "black", "rooms": "A", "gone": 1}
    with database.write() as db:
        db.add(SettingValue(key=TEA.key, version=1, value=stored, counts_from=MONDAY, changed_at=MONDAY))
    assert desk.held() == Tea(sort="black")


def test_two_settings_do_not_share_a_name(tea: Setting[Tea]) -> None:
    with pytest.raises(ValueError, match="declared already"):
        declare(replace(TEA, key="test.other"))


def test_settings_of_an_older_database_come_along(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(run.__file__).rsplit("/", 1)[0])
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0004_work_items")
        connection.execute(
            text(
                "INSERT INTO setting (key, value, version) VALUES "
                "('calls', '{\"misses_allowed\": 2}', 4), ('floor.kept_from', '\"2026-01-01\"', 1)"
            )
        )
        command.upgrade(config, "head")
    with database.read() as db:
        assert settings_in_force.read(db, RINGS, datetime(2020, 1, 1, tzinfo=UTC)).misses_allowed == 2
        assert settings_store.view(db, RINGS, MONDAY, ZONE).version == 4
        assert db.execute(text("SELECT key FROM setting")).scalars().all() == ["floor.kept_from"]
        assert db.scalar(select(SettingValue.value)) == {"misses_allowed": 2}


def test_where_two_persons_are_wanted_the_second_one_makes_the_change(
    desk: Desk, database: Database, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = replace(TEA, second_person=True)
    kind = settings_store.two_persons(guarded)
    monkeypatch.setitem(approvals._kinds, kind.kind, kind)
    author, second = (staff.caller(login, "system_administrator") for login in ("admin1", "admin2"))

    def do(who: Caller, work: Any, *given: Any) -> Any:
        with database.write() as db:
            unit = Unit(db=db, now=desk.now, jobs=desk.hub_context.jobs, caller=who, context=desk.hub_context)
            return work(unit, *given)

    def ask(**more: Any) -> Any:
        return do(author, settings_store.change, guarded, form(0, minutes=5).model_copy(update=more), ZONE)

    with pytest.raises(InvalidForm):
        ask()
    view = ask(reason="shorter")
    assert (view.value.minutes, view.asked.value.minutes, view.asked.reason) == (10, 5, "shorter")
    (request,) = do(second, approvals.listed).items
    with pytest.raises(OwnRequest):
        do(author, approvals.approve, request.id, Decision(digest=request.digest))
    assert desk.held().minutes == 10
    do(second, approvals.approve, request.id, Decision(digest=request.digest))
    assert desk.held().minutes == 5
    with database.read() as db:
        assert settings_store.view(db, guarded, desk.now, ZONE).asked is None
