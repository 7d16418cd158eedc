"""Where the lists of the customer's card lie: branches in a table, the rest in one document."""

from collections.abc import Sequence
from typing import Any

from agent_desk.hub.customers import rules
from agent_desk.hub.customers.identity import QUESTIONS
from agent_desk.hub.customers.views import WORDS
from agent_desk.hub.kit.lists import DocumentStore, TableStore
from agent_desk.models.customers import Branch
from agent_desk.schemas.customers.lists import BRANCHES, CARE_FLAGS, LEVELS, REVEAL_REASONS
from agent_desk.schemas.customers.records import Word


def _of(words: Sequence[Word]) -> list[dict[str, Any]]:
    return [word.model_dump(mode="json") for word in words]


LISTS = (
    TableStore(declared=BRANCHES, model=Branch),
    DocumentStore(declared=LEVELS, key=WORDS, under="levels", first=lambda: _of(rules.LEVELS)),
    DocumentStore(declared=CARE_FLAGS, key=WORDS, under="care_flags", first=lambda: _of(rules.CARE_FLAGS)),
    DocumentStore(declared=REVEAL_REASONS, key=WORDS, under="reveal_reasons", first=lambda: _of(rules.REVEAL_REASONS)),
    QUESTIONS,
)
