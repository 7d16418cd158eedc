"""Wallboards at an administrator's seat: one request each; they block and run off the screen thread."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.figures import operations as ops

wallboards = call(ops.wallboards)
add_wallboard = call(ops.add_wallboard)
change_wallboard = call(ops.change_wallboard)
renew_wallboard = call(ops.renew_wallboard)
revoke_wallboard = call(ops.revoke_wallboard)
