"""The one gate through which every number goes that leaves the house: dialled, asked, transferred to, called back.

An order takes the digits that come back from here, never the text that was given, so that what is dialled is what was checked.
"""

import re
from typing import Final

from agent_desk.hub.calls.errors import CannotDial
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.centre import area_code
from agent_desk.hub.kit.phone_numbers import Number, as_dialled, canonical
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.calls.settings import DIALLING, DialRules

_AREA: Final = re.compile(r"^(0086|86)?0?(10|2[0-9]|[3-9][0-9]{2})?(?=[0-9]{3}$)")
"""Country and area code before a number of three digits: 010 110 rings at the police as 110 does."""


def outgoing(unit: Unit, given: str | Number) -> str:
    """Return the digits to dial, if the centre's rules allow them now. Raises CannotDial."""
    number = canonical(given, area=area_code(unit.db)) if isinstance(given, str) else given
    digits = as_dialled(number)
    if not digits:
        raise CannotDial(why="not_a_number")
    _require_allowed(digits, settings_in_force.read(unit.db, DIALLING, unit.now))
    return digits


def _require_allowed(digits: str, allowed: DialRules) -> None:
    """Emergency and premium numbers, and other countries, by the centre's rules."""
    behind = _AREA.sub("", digits)
    if any(one in (digits, behind) or (len(one) > 3 and digits.startswith(one)) for one in allowed.forbidden):
        raise CannotDial(why="forbidden")
    if digits.startswith("00") and not allowed.abroad:
        raise CannotDial(why="abroad")
