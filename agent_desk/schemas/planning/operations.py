"""What can be asked about what will come."""

from typing import Annotated, Final, Literal

from pydantic import Field

from agent_desk.schemas.kit.operation import ALL, Operations
from agent_desk.schemas.planning.records import Forecast, PublishedYear

VIEW: Final = "floor.view"
MANAGE: Final = "settings.manage"
Year = Annotated[int, Field(ge=2000, le=2100)]
area = Operations("planning")


@area.read("/planning/forecast", VIEW, ALL)
def forecast(minutes: Literal["15", "30"] = "30") -> Forecast:
    """Return what today is expected to bring, by intervals, and what the numbers are made of."""


@area.read("/planning/calendar/{year}", MANAGE, ALL)
def published_year(year: Year) -> PublishedYear:
    """Return the public holidays and make-up workdays of a year, as far as they are published."""
