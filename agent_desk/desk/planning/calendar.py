"""The calendar of working days at a seat: what is published of a year."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.planning import operations as ops

published_year = call(ops.published_year)
