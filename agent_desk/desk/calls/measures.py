"""Measures for queues at the seat: one request each. The requests block."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.calls import operations as ops

queue_measures = call(ops.queue_measures)
take_measures = call(ops.take_measures)
end_measure = call(ops.end_measure)
