"""Reports for the seat: the same figures as the board's, for any days."""

from __future__ import annotations

from agent_desk.desk.api import Api
from agent_desk.schemas.reports import FormulaWord, Grouping, ServiceLevelReport


def service_level(
    api: Api,
    start: str,
    end: str,
    by: Grouping = "all",
    *,
    minutes: int = 30,
    zone: str | None = None,
    formula: FormulaWord | None = None,
) -> ServiceLevelReport:
    """Service level of the calls offered from `start` to `end`: dates (the last one whole) or ISO times, half-open."""
    wanted = {"start": start, "end": end, "by": by, "minutes": str(minutes), "zone": zone, "formula": formula}
    params = {name: value for name, value in wanted.items() if value is not None}
    return api.get("/reports/service-level", ServiceLevelReport, params=params)
