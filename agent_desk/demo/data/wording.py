"""What agents wrote and chose in the past: dispositions by weight, notes of that disposition, answers of the check."""

from collections import defaultdict
from datetime import datetime, timedelta
from random import Random
from typing import Final

from agent_desk.demo.data.content import Content, Weighted, fill, placeholders
from agent_desk.demo.data.customers import Known

_OWN_TOPIC: Final = 0.83
_COMPLAINT_TOPIC: Final = 0.05
_KINDS: Final = {
    "account": ("debit", "deposit"),
    "credit": ("credit",),
    "loan": ("loan",),
    "ebank": ("ebank", "payment"),
    "urgent": ("debit", "credit"),
}
"""Kinds of product that a queue's calls are about."""


Title = tuple[str, str]
"""A name in Chinese and in English."""


class Wording:
    """Draws words of the demonstration's content."""

    def __init__(self, content: Content) -> None:
        self.queue_codes = content.queue_codes
        self._queue_titles: list[Title] = [(queue["name_zh"], queue["name_en"]) for queue in content.centre["queues"]]
        self._topics = {code: self._leaves(content, code) for code in (*self.queue_codes, "complaint", "other")}
        self._titles: dict[str, Title] = {
            one["code"]: (one["name_zh"], one["name_en"]) for one in content.centre["dispositions"]
        }
        self._notes: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for note in content.phrases["call_notes"]:
            self._notes[note["disposition"]].append((note["text"], placeholders(note["text"])))
        self._branches: list[str] = [branch["name_zh"] for branch in content.people["branches"]]
        self._branch_names = {branch["code"]: branch["name_zh"] for branch in content.people["branches"]}
        self._products: dict[str, list[str]] = {
            topic: [product["name_zh"] for product in content.products(kinds)] for topic, kinds in _KINDS.items()
        }
        questions = content.centre["verification"]["questions"]
        self._mandatory = [one["code"] for one in questions if one["mandatory"]]
        self._optional = [one["code"] for one in questions if not one["mandatory"]]
        self._required: int = content.centre["verification"]["required"]

    def _leaves(self, content: Content, topic: str) -> Weighted:
        leaves = [leaf for leaf in content.leaves(topic) if leaf["code"] not in ("complaint.opened", "other.transfer")]
        return Weighted([leaf["code"] for leaf in leaves], [leaf["weight"] for leaf in leaves])

    def disposition(self, random: Random, queue: int, *, sent: bool, complains: bool) -> str:
        """Return what the call was about, by the queue it was answered in."""
        if complains:
            return "complaint.opened"
        if sent:
            return "other.transfer"
        lot = random.random()
        topic = self.queue_codes[queue]
        if lot > _OWN_TOPIC:
            topic = "complaint" if lot < _OWN_TOPIC + _COMPLAINT_TOPIC else "other"
        code: str = self._topics[topic].draw(random)
        return code

    def title(self, code: str) -> Title:
        """Return the disposition's name."""
        return self._titles[code]

    def queue_title(self, queue: int) -> Title:
        """Return the queue's name."""
        return self._queue_titles[queue]

    def note(self, random: Random, code: str, known: Known | None, on: datetime) -> str:
        """Return what the agent typed."""
        text, gaps = random.choice(self._notes[code])
        if not gaps:
            return text
        topic = code.split(".")[0]
        return fill(
            text,
            amount=amount_of(random, (20, 9000)),
            # A call-back is agreed for a day to come; everything else is told of the days before.
            date=day_of(random, on + timedelta(days=5), 5) if code == "other.callback" else day_of(random, on, 12),
            product=self.product(random, _KINDS.get(topic, ("debit",)), known),
            branch=self.branch(random, known),
        )

    def product(self, random: Random, kinds: tuple[str, ...] | list[str], known: Known | None) -> str:
        """Return a product of these kinds, one that the customer holds where there is one."""
        if known is not None:
            for kind in kinds:
                if kind in known.kinds:
                    return known.kinds[kind]
        topic = next((topic for topic, found in _KINDS.items() if kinds and kinds[0] in found), "account")
        return random.choice(self._products[topic])

    def branch(self, random: Random, known: Known | None) -> str:
        """Return the customer's branch, mostly."""
        if known is not None and random.random() < 0.8:
            return str(self._branch_names[known.branch])
        return random.choice(self._branches)

    def right_answers(self, random: Random) -> str:
        """Return the codes answered right in an identity check that was passed, as JSON."""
        more = random.sample(self._optional, max(0, self._required - len(self._mandatory)) + random.randrange(2))
        return "[" + ",".join(f'"{code}"' for code in (*self._mandatory, *more)) + "]"


def amount_of(random: Random, span: tuple[int, int] | list[int]) -> str:
    """Return a sum in yuan within the span, as people say it: round above a thousand."""
    low, high = span
    value = random.uniform(low, high) if high - low < 2000 else low * (high / low) ** random.random()
    if value >= 1000:
        return str(round(value / 100) * 100)
    return f"{value:.2f}" if random.random() < 0.4 else str(round(value))


def day_of(random: Random, on: datetime, back: int) -> str:
    """Return a day in the `back` days before, as 11月5日."""
    day = on - timedelta(days=random.randrange(1, back))
    return f"{day.month}月{day.day}日"
