"""What is new in the text of complaints: planted topics are told after a few people, and quiet weeks say nothing."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from agent_desk.hub.cases import topic_rules, topics
from agent_desk.hub.cases.topic_rules import Told
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.models.cases import Complaint
from tests.fixtures.cases import NOW, ZONE, lists_of_the_form
from tests.fixtures.counted_cases import handler

__all__ = ["handler", "lists_of_the_form"]
WHAT = (
    "短信费",
    "转账",
    "信用卡年费",
    "贷款利息",
    "网点排队",
    "自助机吞卡",
    "手机银行登录",
    "积分兑换",
    "密码重置",
    "提前还款",
)
HOW = ("与告知的不符", "多次联系未解决", "没有收到说明", "收取不合理", "办理时间过长", "工作人员态度不好")
WISH = ("要求退还", "要求书面答复", "要求道歉", "希望尽快处理", "要求核实")


def usual(chance: random.Random, count: int, first: int) -> list[Told]:
    return [
        Told(
            first + at,
            chance.randrange(100_000),
            f"客户反映{chance.choice(WHAT)}{chance.choice(HOW)}，{chance.choice(WISH)}{at}",
        )
        for at in range(count)
    ]


def planted(count: int, first: int) -> list[Told]:
    starts = ("升级以后", "昨天起", "家里老人的", "在柜台开的")
    return [
        Told(first + at, f"p{at}", f"{starts[at % 4]}数字人民币钱包无法绑定，{WISH[at % 5]}{at}") for at in range(count)
    ]


def test_a_planted_topic_is_told_after_seven_people_and_named_by_what_they_share() -> None:
    chance = random.Random(5)
    before, recent = usual(chance, 2000, 0), usual(chance, 160, 5000)
    told_after = next(count for count in range(1, 30) if topic_rules.topics([*recent, *planted(count, 9000)], before))
    assert told_after <= 7
    (topic,) = topic_rules.topics([*recent, *planted(8, 9000)], before)
    assert topic.people == 8 and topic.ratio > 20
    assert topic.name in "数字人民币钱包无法绑定" and len(topic.name) == topic_rules.LONGEST
    assert set(topic.places) == set(range(9000, 9008))


def test_quiet_weeks_copies_and_one_person_alone_say_nothing() -> None:
    alerts = 0
    for week in range(40):
        chance = random.Random(week)
        alerts += len(topic_rules.topics(usual(chance, 160, 5000), usual(chance, 2000, 0)))
    assert alerts <= 2
    chance = random.Random(1)
    before, recent = usual(chance, 2000, 0), usual(chance, 160, 5000)
    copies = [Told(9000 + at, f"p{at}", f"数字人民币钱包无法绑定，单号 {at}") for at in range(30)]
    assert topic_rules.topics([*recent, *copies], before) == []
    alone = [Told(one.place, "one person", one.words) for one in planted(20, 9000)]
    assert topic_rules.topics([*recent, *alone], before) == []


def test_the_hub_tells_topics_with_their_complaints_to_who_may_see_them(
    database: Database, lists_of_the_form: None, handler: Caller, in_unit: Callable[..., Any]
) -> None:
    chance = random.Random(9)
    with database.write() as db:
        for told, day in (
            *((one, chance.uniform(15, 190)) for one in usual(chance, 400, 0)),
            *((one, chance.uniform(0.1, 13)) for one in [*usual(chance, 30, 1000), *planted(9, 2000)]),
        ):
            db.add(
                Complaint(
                    number=f"TS{told.place:06}",
                    narrative=told.words,
                    complainant=str(told.person),
                    source="call",
                    channel="phone",
                    business="debit_card",
                    cause="pricing",
                    wish="refund",
                    received_at=NOW - timedelta(days=day),
                    due_at=NOW + timedelta(days=9),
                    opened_by=handler.person_id,
                )
            )
    found = in_unit(topics.news, caller=handler, now=NOW, zone=ZONE)
    (topic,) = found.topics
    assert topic.people == 9 and {one.number for one in topic.cases} == {f"TS{2000 + at:06}" for at in range(9)}
