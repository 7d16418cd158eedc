"""Reports for a person: looked at, or taken out of the house, which is written down."""

from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.reports import scope, sheets
from agent_desk.hub.reports.charts import file_of
from agent_desk.schemas.reports.sheet import ReportChoice, Sheet


def report(unit: Unit, choice: ReportChoice, centre_zone: str) -> Sheet:
    """Return the report as the caller may see it. Raises BadChoice, BadDays, TooManyRows, NotFound, NotPermitted."""
    of = scope.require(unit, choice)
    return sheets.sheet(unit.db, sheets.asked(unit.db, choice, of, centre_zone, unit.now, unit.me.named(choice.lang)))


def exported(unit: Unit, choice: ReportChoice, centre_zone: str, kind: str) -> Sheet:
    """As `report`, for a file or for paper: who took out what is in the audit trail."""
    made = report(unit, choice, centre_zone)
    unit.audit(
        "reports.export",
        "report",
        made.choice.of,
        kind=kind,
        rows=len(made.rows),
        by=choice.rows,
        from_at=made.start.isoformat(),
        to_at=made.end.isoformat(),
    )
    return made


def exported_workbook(unit: Unit, choice: ReportChoice, centre_zone: str) -> bytes:
    """Return the XLSX file."""
    return file_of(exported(unit, choice, centre_zone, "xlsx"))
