"""Long jobs and the inbox at the seat: each function is one request to the hub; they block."""

from __future__ import annotations

from agent_desk.desk.kit.api import call
from agent_desk.schemas.kit import operations as ops

jobs = call(ops.jobs)
job = call(ops.job)
stop_job = call(ops.stop_job)
verify_files = call(ops.verify_files)
mine = call(ops.mine)
take = call(ops.take)
hand_back = call(ops.hand_back)
read_notice = call(ops.read_notice)
