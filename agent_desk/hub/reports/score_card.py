"""One agent's score card: what they did in the period, beside the mean of their team."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures.service import Window
from agent_desk.hub.reports.agents import StateKey, Work, work_of
from agent_desk.hub.reports.columns import agent_columns
from agent_desk.hub.reports.scope import Of
from agent_desk.models.calls.calls import NotReadyReason
from agent_desk.models.people import Person
from agent_desk.schemas.calls.words import AGENT_STATES, SYSTEM_REASONS
from agent_desk.schemas.figures.board import FigureWord
from agent_desk.schemas.kit.table import FormWord, LanguageWord

STATES: Final = ("ready", "reserved", "talking", "on_hold", "after_call_work", "not_ready")
_SUMS: Final = ("answered", "signed_in", "missed", "transferred")
"""Figures that grow with the number of people: the team's is divided by it. The others are the team's own."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """One figure of the agent and of the team's mean."""

    key: str
    label: str
    form: FormWord
    mine: float | None
    team: float | None
    figure: FigureWord | None


@dataclass(frozen=True, slots=True)
class Card:
    """The rows, and of how many people the mean is."""

    rows: list[CardRow]
    people: int


def card(db: Session, of: Of, window: Window, now: datetime, lang: LanguageWord) -> Card:
    """Return the card of the agent that `of` names. The mean is over the team's members who worked in the period; without a
    team, over everybody who did."""
    assert of.person is not None
    found = work_of(db, window, now)
    mine = found.get(of.person.id, Work())
    peers = select(Person.id).where(Person.id.in_(found), Person.team_id == of.person.team_id)
    if of.person.team_id is None:
        peers = select(Person.id).where(Person.id.in_(found))
    team = sum((found[one] for one in db.scalars(peers)), Work(people=0))
    rows = [
        CardRow(
            made.key,
            made.title(lang),
            made.form,
            made.value(mine),
            _mean(made.value(team), team.people) if made.key in _SUMS else made.value(team),
            made.figure,
        )
        for made in agent_columns()
    ]
    reasons = {row.code: row.name_zh if lang == "zh" else row.name_en for row in db.scalars(select(NotReadyReason))}
    name = _namer(reasons, lang)
    for key in sorted(mine.state_ms.keys() | team.state_ms.keys(), key=_order):
        rows.append(
            CardRow(
                f"state:{key[0]}:{key[1]}",
                name(key),
                "time",
                mine.state_ms.get(key, 0) / 1000,
                _mean(team.state_ms.get(key, 0) / 1000, team.people),
                None,
            )
        )
    return Card(rows, team.people)


def _mean(value: float | None, people: int) -> float | None:
    return value / people if value is not None and people else None


def _order(key: StateKey) -> tuple[int, str]:
    states = list(STATES)
    return states.index(key[0]) if key[0] in states else len(states), key[1]


def _namer(reasons: dict[str, str], lang: LanguageWord) -> Callable[[StateKey], str]:
    def name(key: StateKey) -> str:
        state, reason = key
        word = AGENT_STATES.of(state).say(lang)
        shown = reasons.get(reason) or SYSTEM_REASONS.of(reason).say(lang)
        head = "时长：" if lang == "zh" else "Time: "
        return f"{head}{word} · {shown}" if reason else f"{head}{word}"

    return name
