"""What robot agents say, choose and ask: the demonstration's words with their gaps filled in."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any, Final

from agent_desk.demo.data.content import Content, fill
from agent_desk.demo.data.wording import Wording, amount_of, day_of

_MOST_QUESTIONS: Final = 240


def robot_lines(content: Content, questions: Sequence[str], now: datetime, seed: int) -> dict[str, Any]:
    """Return the lists of `RobotSettings` that are words."""
    random, wording = Random(f"{seed}/lines"), Wording(content)
    notes: dict[str, list[str]] = {}
    for one in content.phrases["call_notes"]:
        code = one["disposition"]
        notes.setdefault(code, []).append(wording.note(random, code, None, now))
    return {
        "questions": random.sample(list(questions), min(_MOST_QUESTIONS, len(questions))),
        "notes": notes,
        "dispositions": {
            queue: [leaf["code"] for leaf in (*content.leaves(queue), *content.leaves("other"))]
            for queue in content.queue_codes
        },
        "complaints": [_complaint(content, wording, random, one, now) for one in content.phrases["narratives"]],
    }


def _complaint(
    content: Content, wording: Wording, random: Random, one: dict[str, Any], now: datetime
) -> dict[str, str]:
    text = fill(
        one["text"],
        amount=amount_of(random, one["amount"] or (50, 3000)),
        date=day_of(random, now, 10),
        product=wording.product(random, one["kinds"], None),
        branch=wording.branch(random, None),
    )
    return {
        "business": one["b"],
        "cause": one["c"],
        "channel": one["channel"],
        "wish": one["wish"],
        "urgency": one["urgency"],
        "text": text,
    }
