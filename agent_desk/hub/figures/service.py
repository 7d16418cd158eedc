"""What figures publishes to the areas above it: how calls and states are counted, and the board as it was last counted."""

from agent_desk.hub.figures import counting, explaining, measures, rules
from agent_desk.hub.figures.counting import By
from agent_desk.hub.figures.ledger import span
from agent_desk.hub.figures.now import team_ref
from agent_desk.hub.figures.rules import FORMULAS, Counts
from agent_desk.hub.figures.snapshots import fresh_at, stored
from agent_desk.hub.figures.targets import Goals, goals_of
from agent_desk.hub.figures.windows import (
    BadMoment,
    Window,
    day_window,
    first_instant,
    parse_from,
    parse_to,
    shared_zone,
)

__all__ = [
    "FORMULAS",
    "BadMoment",
    "By",
    "Counts",
    "Goals",
    "Window",
    "counting",
    "day_window",
    "explaining",
    "first_instant",
    "fresh_at",
    "goals_of",
    "measures",
    "parse_from",
    "parse_to",
    "rules",
    "shared_zone",
    "span",
    "stored",
    "team_ref",
]
