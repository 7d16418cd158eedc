"""Long jobs and the inbox at the seat: each function is one request to the hub; they block."""

from __future__ import annotations

from agent_desk.desk.kit.api import call
from agent_desk.schemas.kit import operations as ops

jobs = call(ops.jobs)
job = call(ops.job)
stop_job = call(ops.stop_job)
verify_files = call(ops.verify_files)
mine = call(ops.mine)
listed = call(ops.work)
load = call(ops.load)
receivers = call(ops.receivers)
give = call(ops.give)
kept_choices = call(ops.kept_choices)
keep_choices = call(ops.keep_choices)
take = call(ops.take)
hand_back = call(ops.hand_back)
read_notice = call(ops.read_notice)
