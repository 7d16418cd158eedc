"""What people can be asked for, and the functions that do it."""

from agent_desk.hub.kit import scope
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.hub.people import roles, second_person, service, staff
from agent_desk.hub.people.directory import groups, proofs, trial
from agent_desk.hub.people.directory import sign_in as by_directory
from agent_desk.schemas.people import operations as ops

router = router_of(
    "people",
    serve(ops.sign_in, service.sign_in),
    serve(ops.sign_in_offer, by_directory.offer),
    serve(ops.openid_start, proofs.started),
    serve(ops.openid_return, proofs.returned),
    serve(ops.sign_out, service.sign_out),
    serve(ops.me, service.session),
    serve(ops.people, staff.page),
    serve(ops.add_person, staff.add, second_person=second_person.NEW_PERSON),
    serve(ops.teams, lambda unit: staff.teams(unit.db)),
    serve(ops.subjects, lambda unit: scope.subjects(unit.db)),
    serve(ops.roles, lambda unit: roles.roles(unit.db)),
    serve(ops.edit_role, roles.edit, second_person=second_person.ROLE),
    serve(ops.directory_groups, groups.listed),
    serve(ops.add_directory_group, groups.add),
    serve(ops.edit_directory_group, groups.change),
    serve(ops.remove_directory_group, groups.remove),
    serve(ops.try_directory, trial.tried),
    serve(ops.person, staff.seen),
    serve(ops.edit_person, staff.edit, second_person=second_person.PERSON),
    serve(ops.unlock, staff.unlock),
    serve(ops.set_one_time_password, staff.set_one_time_password, second_person=second_person.PASSWORD),
)
