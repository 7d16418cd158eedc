"""What a call tells of itself, in words: keys of the menu, identity digits, the wait that was told, the score."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agent_desk.schemas.calls.voice_plan import CallFact, Routing
from agent_desk.schemas.calls.words import CALLER_ANSWERS, FACTS, ROUTING_STATES
from agent_desk.ui.kit import words


def pairs(facts: Sequence[CallFact]) -> list[tuple[str, str]]:
    """Name and value of each fact, in the order in which they came."""
    return [(words.say(FACTS[one.name]), _value(one)) for one in facts]


def line(facts: Sequence[CallFact]) -> str:
    """Return the facts that serve an agent while it rings, in one line; empty for none."""
    return " · ".join(f"{name} {value}" for name, value in pairs([one for one in facts if one.name != "survey"]))


def asked(routing: Routing) -> str:
    """Return the rules that were asked who calls, each with what came of it."""
    yes, no = QCoreApplication.translate("CallFacts", "yes"), QCoreApplication.translate("CallFacts", "no")
    return " · ".join(
        QCoreApplication.translate("CallFacts", "{who}: {answer}").format(
            who=words.pick(one.who_zh, one.who_en) or one.who, answer=yes if one.holds else no
        )
        for one in routing.steps
    )


def done(routing: Routing) -> str:
    """Return what the rules wanted for the call."""
    queue = words.pick(routing.to.name_zh, routing.to.name_en) if routing.to is not None else routing.queue
    told = [QCoreApplication.translate("CallFacts", "straight to {queue}").format(queue=queue)] if queue else []
    if routing.priority:
        told.append(QCoreApplication.translate("CallFacts", "priority {number}").format(number=routing.priority))
    return " · ".join(told) or QCoreApplication.translate("CallFacts", "as everybody")


def routing_pairs(routing: Routing | None) -> list[tuple[str, str]]:
    """Name and value of what the rules about callers did with a call; nothing where it asked none."""
    if routing is None:
        return []
    state = words.say(ROUTING_STATES[routing.state])
    return [
        (QCoreApplication.translate("CallFacts", "Who calls"), words.say(CALLER_ANSWERS[routing.answer])),
        (QCoreApplication.translate("CallFacts", "Rules asked"), asked(routing)),
        (QCoreApplication.translate("CallFacts", "Routed"), f"{done(routing)} ({state})"),
    ]


def _value(fact: CallFact) -> str:
    if fact.name == "menu":
        return fact.value.replace(".", " › ")
    if fact.name == "identity":
        return f"…{fact.value}"
    if fact.name == "estimated_wait_s":
        return words.duration(int(fact.value) * 1000)
    if fact.name == "overflow":
        way, _, why = fact.value.partition("/")
        said = {
            "wait": QCoreApplication.translate("CallFacts", "waited too long"),
            "load": QCoreApplication.translate("CallFacts", "too many waited"),
            "measure": QCoreApplication.translate("CallFacts", "by a measure"),
            "measure_wait": QCoreApplication.translate("CallFacts", "by a measure, after a wait"),
        }
        return f"{way.replace('>', ' › ')} ({said.get(why, why)})"
    if fact.name in ("announcement", "turned_away"):
        return fact.value.replace("/", " › ")
    return QCoreApplication.translate("CallFacts", "{score} of 5").format(score=fact.value)
