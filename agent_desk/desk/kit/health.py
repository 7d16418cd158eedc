"""Health at the seat: each function is one request to the hub; they block."""

from __future__ import annotations

from agent_desk.desk.kit.api import call
from agent_desk.schemas.kit import operations as ops

health = call(ops.health)
look = call(ops.look_at_health)
changes = call(ops.health_changes)
