"""Which passwords a person may choose: long enough, and not what a guesser tries first."""

import importlib
from functools import cache
from typing import Any, Final

from agent_desk.hub.people import rules
from agent_desk.hub.people.errors import GuessablePassword, WeakPassword
from agent_desk.models.people import Person

LEAST_SCORE: Final = 3
"""Of zxcvbn's 0 to 4: more than 10^8 guesses."""
_OF_THE_HOUSE: Final = ("agentdesk", "agent", "desk", "bank", "yinhang", "kefu", "zuoxi", "gongzuotai", "callcenter")


def check(new: str, old: str, person: Person) -> None:
    """Raises WeakPassword, GuessablePassword."""
    if not rules.password_good(new, old, person.login):
        raise WeakPassword(least=rules.SHORTEST_PASSWORD)
    own = [person.login, person.name, person.name_en, *person.name_en.split(), person.agent_code or ""]
    if guessable(new, [word for word in own if word]):
        raise GuessablePassword()


def guessable(password: str, own: list[str]) -> bool:
    """Return whether the password is among those that are tried first: common ones, keyboard runs, dates, words of one's own."""
    found = _words().zxcvbn(password[:72], user_inputs=[*own, *_OF_THE_HOUSE], max_length=72)
    return int(found["score"]) < LEAST_SCORE


@cache
def _words() -> Any:
    """Return the library with its lists of words: 15 MB that only the process needs in which somebody chooses a password."""
    return importlib.import_module("zxcvbn")
