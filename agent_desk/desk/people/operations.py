"""What an administrator's seat can do with people and roles. HubRefused("stale_version") carries the present record as `current`."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.people import operations as ops

people = call(ops.people, limit=100)
person = call(ops.person)
teams = call(ops.teams)
subjects = call(ops.subjects)
add_person = call(ops.add_person)
edit_person = call(ops.edit_person)
unlock = call(ops.unlock)
set_one_time_password = call(ops.set_one_time_password)
roles = call(ops.roles)
edit_role = call(ops.edit_role)
add_role = call(ops.add_role)
role_holders = call(ops.role_holders)
retire_role = call(ops.retire_role)
restore_role = call(ops.restore_role)
change_own_password = call(ops.change_own_password)
unlock_seat = call(ops.unlock_seat)
reset_second_factor = call(ops.reset_second_factor)
directory_groups = call(ops.directory_groups)
add_directory_group = call(ops.add_directory_group)
edit_directory_group = call(ops.edit_directory_group)
remove_directory_group = call(ops.remove_directory_group)
try_directory = call(ops.try_directory)
