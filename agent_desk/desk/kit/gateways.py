"""The systems outside, at the seat: one request to the hub; it blocks."""

from __future__ import annotations

from agent_desk.desk.kit.api import call
from agent_desk.schemas.kit import operations as ops

gateways = call(ops.gateways)
