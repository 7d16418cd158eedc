"""What can be asked about what will come."""

from typing import Final, Literal

from agent_desk.schemas.kit.operation import ALL, Operations
from agent_desk.schemas.planning.records import Forecast

VIEW: Final = "floor.view"
area = Operations("planning")


@area.read("/planning/forecast", VIEW, ALL)
def forecast(minutes: Literal["15", "30"] = "30") -> Forecast:
    """Return what today is expected to bring, by intervals, and what the numbers are made of."""
