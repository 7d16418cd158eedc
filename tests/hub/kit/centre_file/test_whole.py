"""The centre's file holds everything that is declared: out of one centre, into an empty one, and out again, byte for byte."""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any

import pytest

from agent_desk.hub.kit.centre_file import reading, taking, toml_text, writing
from agent_desk.hub.kit.centre_file.parts import Part, Taking, parts
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.people import Person
from agent_desk.schemas.kit.lists import declared_lists
from agent_desk.schemas.kit.settings import (
    Choice,
    Number,
    Setting,
    SettingRecord,
    Shown,
    Text,
    TextList,
    Tick,
    Week,
    Words,
    declare,
    declared,
    undeclare,
)

TODAY = date(2026, 11, 30)
EVERYTHING = taking.Wanted()


class TomorrowRules(SettingRecord):
    """Of a setting that nobody knew when the file was made."""

    greeting: Annotated[str, Text(label=Words("问候语", "Greeting"), longest=40)] = "您好"
    tries: Annotated[int, Number(label=Words("次数", "Tries"), low=1, high=9)] = 3


@pytest.fixture
def tomorrow() -> Iterator[Setting[Any]]:
    """A setting that is declared now."""
    words = Words("明日设置", "Tomorrow")
    made = declare(
        Setting(key="tomorrow", name="tomorrow", record=TomorrowRules, title=words, subject=words, counts=words)
    )
    yield made
    undeclare(made)


def unit_on(database: Database, db: Any) -> Unit:
    return Unit(db=db, now=datetime(2026, 11, 30, 4, tzinfo=UTC), jobs=Jobs(database.dsn))


def taken(database: Database, text: str, wanted: taking.Wanted = EVERYTHING) -> Any:
    with database.write() as db:
        return taking.take(Taking(unit=unit_on(database, db), zone="Asia/Shanghai"), reading.read(text), wanted)


def compared(database: Database, text: str, wanted: taking.Wanted = EVERYTHING) -> Any:
    with database.write() as db:
        return taking.tried(Taking(unit=unit_on(database, db), zone="Asia/Shanghai"), reading.read(text), wanted)


def exported(database: Database) -> str:
    with database.read() as db:
        return writing.written(db, TODAY)


def other_than(shown: Shown, value: Any) -> Any:
    """A value of a declared field that is sound by itself, and another one; the same where there is none to be had."""
    if isinstance(shown, Number):
        return shown.high if value != shown.high else shown.low
    if isinstance(shown, Tick):
        return not value
    if isinstance(shown, Choice):
        return next(word for word in shown.words if word != value)
    if isinstance(shown, Week):
        return ["09:00-12:00, 13:30-17:30"] * 5 + ["10:00-16:00", ""]
    if isinstance(shown, TextList):
        return [one for one in ("2027-01-01", "agent", "1001") if re.search(shown.pattern, one)][:1]
    return "x1" if isinstance(shown, Text) and not value.isdigit() else value


def filled(database: Database) -> None:
    """Give every declared setting other values than its defaults, and every declared list entries of its own."""
    for setting in declared():
        value = setting.record().model_dump(mode="json")
        for name, shown in setting.fields().items():
            tried = {**value, name: other_than(shown, value[name])}
            if not setting.faults_in(tried, strict=True):
                value = tried
        assert value != setting.record().model_dump(mode="json"), f"{setting.name} has kept its defaults"
        taken(database, text_of(setting_part(setting), [value]))
    for one in declared_lists():
        part = next(part for part in parts() if part.name == one.name)
        own = {name: shown for name, shown in one.own().items() if name not in NAMES}
        try:
            taken(database, text_of(part, entries_of(one, own, other_than)))
        except taking.CentreFileRefused:
            # Its fields hang together with what is in no file (a device that is given, with its seat): they stay as they are at first.
            taken(database, text_of(part, entries_of(one, own, lambda _shown, first: first)))


def entries_of(one: Any, own: dict[str, Shown], value: Callable[[Shown, Any], Any]) -> list[dict[str, Any]]:
    """Three entries of a list, no two alike, since some lists have numbers that stand once; the last retired."""
    entries: list[dict[str, Any]] = [
        {"code": code, "name_zh": f'条目 "{code}" # 1', "name_en": f"Entry '{code}'", "active": code != "old"}
        | {
            name: f"x{place}" if isinstance(shown, Text) else value(shown, one.first().get(name, ""))
            for name, shown in own.items()
        }
        for place, code in enumerate(("second", "first", "old"))
    ]
    return [*entries, {**entries[0], "code": "second.below", "parent": "second"}] if one.nested else entries


NAMES = ("name_zh", "name_en")


def setting_part(setting: Setting[Any]) -> Part:
    return next(part for part in parts() if part.name == f"settings.{setting.name}")


def text_of(part: Part, entries: list[dict[str, Any]]) -> str:
    """A file of one part alone."""
    header = f"[[{part.name}]]" if part.keys else f"[{part.name}]"
    head = toml_text.table("[file]", {"kind": reading.KIND, "format": 1, "product": "0.1.0"})
    return toml_text.joined([head, *(toml_text.table(header, one) for one in entries)])


ROWS = """
[file]
kind = "agent-desk centre"
format = 1

[[targets]]
queue = ""
threshold_ms = 15000
formula = "F2"
short_ms = 5000
target = 0.85
answer_rate_target = 0.9

[[targets]]
queue = "first"
threshold_ms = 30000
formula = "F3"
short_ms = 5000
target = 0.8
answer_rate_target = 0.9

[[recording]]
queue = "second"
mode = "percentage"
percent = 40

[[alarm_rules]]
code = "night"
name_zh = "夜间"
name_en = "Night"
figure = "waiting"
queue = "first"
threshold = 3
clear_at = 1
quiet_from = "22:00"
quiet_to = "06:00"

[[masks]]
field = "card"
verified = true
kind = "digits"
head = 4
tail = 4

[voice_plan]
numbers = [ { number = "95577", queue = "first", hours = "day", menu = "main" } ]
hours = [ { code = "day", week = [
    [ { start = "08:00", end = "20:00" } ],
    [ { start = "08:00", end = "12:00" }, { start = "13:00", end = "20:00" } ],
    [], [], [], [], [],
] } ]
days = [ { day = 2027-02-06, name = "除夕" } ]
menus = [ { code = "main", sound = "welcome", choices = [ { key = "1", does = "queue", target = "second" } ], otherwise = "first" } ]

[[roles]]
code = "night_lead"
name_zh = "夜班班长"
name_en = "Night lead"
permissions = ["floor.view"]
default_scope = "team"

[[complaint_classes]]
axis = "B"
key = "own"
name_zh = "自有业务"
name_en = "Own business"

[[directory_groups]]
source = "openid"
name = "desk-night"
role = "night_lead"
scope = "team"
subjects = ["first"]

[[wallboards]]
name = "二楼大厅"
pages = ["queues", "figures"]
seconds = 20

[[projects]]
name = "信用卡分期 # 1"
owner = "zhao"
kind = "campaign"
queues = ["first", "second"]
from_at = "2026-12-06 09:00"
until_at = "2026-12-31 18:00"
by_itself = true
joins = true
people = ["8009"]
script = [
    { text_zh = "您好“客户”\\n", text_en = "Hello" },
    { text_zh = "是否需要", kind = "choice", code = "wants", label_zh = "需要", label_en = "Wants", choices = ["是", "否"] },
]
articles = []
fields = [ { code = "note", label_zh = "备注", label_en = "", kind = "text", required = false, choices = [] } ]
target = { kind = "answers", value = 10, code = "wants", answer = "是" }

[[score_forms]]
code = "night"
name_zh = "夜班评分表"
name_en = "Night"
pass_mark = 70
in_force = true
questions = [
    { code = "q1", section_zh = "甲", section_en = "A", name_zh = "问", name_en = "1", help_zh = "“您好”\\n", kind = "yesno", weight = 6 },
    { code = "identity", section_zh = "乙", section_en = "B", name_zh = "核实", name_en = "Verified", kind = "fatal", weight = 0 },
]

[[score_forms]]
code = "draft"
name_zh = "草稿"
name_en = "Draft"
pass_mark = 60
in_force = false
questions = [ { code = "q1", section_zh = "规范", section_en = "Manner", name_zh = "问", name_en = "One", kind = "yesno", weight = 9 } ]
"""


def test_the_file_of_one_centre_makes_an_empty_one_the_same_byte_for_byte(
    database: Database, second_database: Database, tomorrow: Setting[Any]
) -> None:
    for centre in (database, second_database):
        with centre.write() as db:
            db.add(Person(login="zhao", name="赵", name_en="Zhao", agent_code="8009"))
    filled(database)
    taken(database, ROWS)
    text = exported(database)
    tables = tomllib.loads(text)
    for part in parts():
        area, _, name = part.name.rpartition(".")
        held = tables[area][name] if area else tables[name]
        (first, *_) = held if part.keys else [held]
        assert set(part.shown) <= set(first), f"{part.name} says less than its declaration"
    assert tables["settings"]["tomorrow"]["tries"] == 9
    assert len(tables["queues"][0]["hours"]) == 7

    before = exported(second_database)
    assert before != text
    looked = compared(second_database, text)
    assert looked.faults == [] and exported(second_database) == before, "a look has changed something"
    taken(second_database, text)
    assert exported(second_database) == text
    again = compared(second_database, text)
    assert [(one.name, one.added, one.changed, one.ordered) for one in again.parts if one.added or one.changed] == []
