"""What people can be asked for, and the functions that do it."""

from agent_desk.hub.kit.web import router_of, serve, serve_apart
from agent_desk.hub.people import roles, service, sign_in, staff
from agent_desk.hub.people.directory import groups, proofs, trial
from agent_desk.hub.people.directory import sign_in as by_directory
from agent_desk.schemas.people import operations as ops

router = router_of(
    "people",
    serve(ops.sign_in_offer, by_directory.offer),
    serve_apart(ops.openid_start, proofs.started, outside=lambda _visit, form: True),
    serve_apart(ops.openid_return, proofs.returned, outside=lambda _visit, form: True),
    serve_apart(ops.sign_in, sign_in.sign_in, known=sign_in.is_known, outside=sign_in.is_outside),
    serve(ops.sign_out, service.sign_out),
    serve(ops.me, service.session),
    serve_apart(ops.change_own_password, sign_in.change_own_password),
    serve_apart(ops.unlock_seat, sign_in.unlock_seat, outside=sign_in.is_own_outside),
    serve(ops.people, staff.page),
    serve(ops.add_person, staff.add),
    serve(ops.teams, lambda unit: staff.teams(unit.db)),
    serve(ops.roles, lambda unit: roles.roles(unit.db)),
    serve(ops.edit_role, roles.edit),
    serve(ops.directory_groups, groups.listed),
    serve(ops.add_directory_group, groups.add),
    serve(ops.edit_directory_group, groups.change),
    serve(ops.remove_directory_group, groups.remove),
    serve(ops.try_directory, trial.tried),
    serve(ops.person, lambda unit, person_id: staff.one(unit.db, person_id)),
    serve(ops.edit_person, staff.edit),
    serve(ops.unlock, staff.unlock),
    serve(ops.set_one_time_password, staff.set_one_time_password),
    serve(ops.reset_second_factor, staff.reset_second_factor),
)
