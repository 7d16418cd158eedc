"""What people can be asked for, and the functions that do it."""

import uuid

from fastapi.responses import Response

from agent_desk.hub.kit import scope
from agent_desk.hub.kit.files.content_type import XLSX
from agent_desk.hub.kit.files.response import StoredFileResponse
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve, serve_apart
from agent_desk.hub.people import (
    alone,
    password_list,
    people_file,
    roles,
    second_person,
    service,
    sign_in,
    staff,
    substitutions,
)
from agent_desk.hub.people.directory import groups, proofs, trial
from agent_desk.hub.people.directory import sign_in as by_directory
from agent_desk.hub.people.reviews import export, reviewing
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.schemas.people import operations as ops


def _workbook(unit: Unit, review_id: uuid.UUID, *, lang: LanguageWord = "zh") -> Response:
    return Response(export.exported(unit, review_id, lang), media_type=XLSX)


def _passwords(unit: Unit, job_id: uuid.UUID) -> Response:
    return StoredFileResponse(password_list.file(unit, job_id), XLSX)


router = router_of(
    "people",
    serve(ops.edition, service.edition),
    serve(ops.sign_in_offer, by_directory.offer),
    serve_apart(ops.openid_start, proofs.started, outside=lambda _visit, form: True),
    serve_apart(ops.openid_return, proofs.returned, outside=lambda _visit, form: True),
    serve_apart(ops.sign_in, sign_in.sign_in, known=sign_in.is_known, outside=sign_in.is_outside),
    serve(ops.sign_out, service.sign_out),
    serve(ops.me, service.session),
    serve_apart(ops.change_own_password, sign_in.change_own_password),
    serve_apart(ops.unlock_seat, sign_in.unlock_seat, outside=sign_in.is_own_outside),
    serve(ops.people, staff.page),
    serve(ops.add_person, staff.add, second_person=second_person.NEW_PERSON),
    serve(ops.look_at_people_file, people_file.look),
    serve(ops.take_people_file, people_file.take, second_person=people_file.SECOND),
    serve(ops.make_passwords, password_list.ask_for),
    serve(ops.password_list, _passwords),
    serve(ops.teams, lambda unit: staff.teams(unit.db)),
    serve(ops.subjects, lambda unit: scope.subjects(unit.db)),
    serve(ops.roles, lambda unit: roles.roles(unit.db)),
    serve(ops.edit_role, roles.edit, second_person=second_person.ROLE),
    serve(ops.add_role, roles.add, second_person=second_person.NEW_ROLE),
    serve(ops.role_holders, roles.holders),
    serve(ops.retire_role, roles.retire, second_person=second_person.RETIRED_ROLE),
    serve(ops.restore_role, roles.restore, second_person=second_person.RESTORED_ROLE),
    serve(ops.directory_groups, groups.listed),
    serve(ops.add_directory_group, groups.add, second_person=second_person.GROUP),
    serve(ops.edit_directory_group, groups.change, second_person=second_person.GROUP),
    serve(ops.remove_directory_group, groups.remove, second_person=second_person.GROUP),
    serve(ops.try_directory, trial.tried),
    serve(ops.person, staff.seen),
    serve(ops.edit_person, staff.edit, second_person=second_person.PERSON),
    serve(ops.unlock, staff.unlock),
    serve(ops.set_one_time_password, staff.set_one_time_password, second_person=second_person.PASSWORD),
    serve(ops.reset_second_factor, staff.reset_second_factor, second_person=second_person.FACTOR),
    serve(ops.decides_alone, alone.decides_alone),
    serve(ops.substitutions, substitutions.listed),
    serve(ops.substitution_candidates, substitutions.candidates),
    serve(ops.add_substitution, substitutions.add, second_person=second_person.SUBSTITUTION),
    serve(ops.end_substitution, substitutions.end),
    serve(ops.reviews, reviewing.listed),
    serve(ops.begin_review, reviewing.begin),
    serve(ops.review_items, reviewing.items),
    serve(ops.confirm_rights, reviewing.confirm),
    serve(ops.take_right_away, reviewing.take_away),
    serve(ops.finish_review, reviewing.finish),
    serve(ops.review_workbook, _workbook),
)
