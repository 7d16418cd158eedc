"""Who complains: inputs of the person themself, a proxy, a group or nobody, shared by the form and its correction."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from agent_desk.schemas.cases.words import FIELDS, PARTIES
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import DayInput, NumberInput, TextInput

MOST_PEOPLE: Final = 1_000_000
_OF: Final = {
    "proxy": ("proxy_name", "proxy_reach", "proxy_on", "proxy_proof"),
    "group": ("people", "representatives"),
}
BLANK_PARTY: Final[dict[str, Any]] = {
    "party": "self",
    "people": 1,
    "proxy_name": "",
    "proxy_reach": "",
    "proxy_on": None,
    "proxy_proof": "",
    "representatives": [],
}


def named(field: str) -> str:
    """Return what a field of a complaint is called, in the language in force."""
    return words.say(FIELDS[field])


class NamesInput(TextInput):
    """A few names in one line, with commas between them; the value is their list."""

    def value(self) -> Any:
        text = self.text().replace("，", ",").replace("、", ",").replace("；", ",").replace(";", ",")
        return [one.strip() for one in text.split(",") if one.strip()]

    def set_value(self, value: Any) -> None:
        super().set_value(words.pick("、", ", ").join(value or []))

    def words_of(self, value: Any) -> str:
        """Return names as the field shows them."""
        return words.pick("、", ", ").join(value or [])


class PartyInputs:
    """The inputs by field. `chosen`: who complains, which the others depend on."""

    def __init__(self) -> None:
        self.chosen = Choice([(code, words.say(term)) for code, term in PARTIES.items()])
        self.widgets: dict[str, QWidget] = {
            "party": self.chosen,
            "people": NumberInput(1, MOST_PEOPLE),
            "representatives": NamesInput(words.pick("以逗号分隔", "With commas between them"), limit=400),
            "proxy_name": TextInput(limit=120),
            "proxy_reach": TextInput(limit=200),
            "proxy_on": DayInput(),
            "proxy_proof": TextInput(limit=200),
        }
        self.chosen.set_value("self")

    def pairs(self) -> Sequence[Sequence[tuple[str, QWidget]]]:
        """Return the inputs two by two, in reading order."""
        listed = list(self.widgets.items())
        return [listed[:1], listed[1:3], listed[3:5], listed[5:7]]

    def show_in(self, form: Form) -> None:
        """Show in a form what belongs to who complains."""
        for party, fields in _OF.items():
            for name in fields:
                form.set_shown(name, self.chosen.value() == party)
