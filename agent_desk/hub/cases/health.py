"""The check of what was learnt from the texts of complaints: how good it is on cases it was not learnt from, and how old."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from agent_desk.hub.cases.learning import measured, newest
from agent_desk.hub.kit.health.check import Check, Look, Seen
from agent_desk.schemas.cases.text_told import AxisLearnt
from agent_desk.schemas.cases.words import FIELDS
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.vocabulary import Term

OLD: Final = timedelta(days=3)
"""It is learnt every night: so old it is where the job fails, or no back room runs at night."""
_WELL: Final = 60.0
"""Percent of cases with the right class among the three; below it suggestions help nobody."""


def _learnt(look: Look) -> Iterator[Seen]:
    with look.hub.database.read() as db:
        row = newest(db)
        if row is None:
            return
        axes, cases, at = measured(row), row.cases, row.learnt_at
    old = look.now - at > OLD
    said = Words(
        f"{at:%Y-%m-%d} 从 {cases} 件投诉学得；三个建议含正确分类：" + "、".join(_said(one, zh=True) for one in axes),
        f"learnt on {at:%Y-%m-%d} from {cases} complaints; right one among three: "
        + ", ".join(_said(one, zh=False) for one in axes),
    )
    yield Seen(value=round(min(map(_percent, axes), default=0.0), 1), said=said, state="warn" if old else None)


def _percent(one: AxisLearnt) -> float:
    return 100 * one.right / one.cases if one.cases else 0.0


def _said(one: AxisLearnt, *, zh: bool) -> str:
    by_chance = 100 * one.commonest / one.cases if one.cases else 0.0
    if zh:
        return f"{FIELDS[one.axis].zh} {_percent(one):.1f}%（只取最常见三类 {by_chance:.1f}%）"
    return f"{FIELDS[one.axis].en.lower()} {_percent(one):.1f} % (the commonest three {by_chance:.1f} %)"


CHECKS: Final[Iterable[Check]] = (
    Check(
        term=Term(
            "classes_learnt",
            "投诉分类建议",
            "Suggested classes of complaints",
            icon="scale",
            help_zh="每晚由后台程序重新学习；超过三天未学习时查看失败的长任务，正确率过低时检查近期投诉的分类是否一致。",
            help_en="Learnt anew every night in the back room: where it is old, look at long jobs that failed; where it is seldom right, "
            "see whether recent complaints are classed alike.",
        ),
        group="jobs",
        where="centre",
        look=_learnt,
        unit="percent",
        warn=_WELL,
        falls=True,
        every_s=600,
    ),
)
