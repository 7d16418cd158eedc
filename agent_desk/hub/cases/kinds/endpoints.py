"""What can be asked about registers and kinds, and the functions that do it."""

from agent_desk.hub.cases.kinds import kinds, lists, migration, playing, service
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.cases.kinds import operations as ops

PUBLISHED = SecondPerson(kind="kinds", title=("发布登记种类", "A kind of case published"))
RETIRED = SecondPerson(kind="kinds", title=("停用登记种类", "A kind of case retired"))
MIGRATED = SecondPerson(kind="kinds", title=("迁移在办记录", "Running cases brought to another version"))
router = router_of(
    "kinds",
    serve(ops.registers, lists.registers),
    serve(ops.choices, lists.choices),
    serve(ops.cases, lists.cases),
    serve(ops.open_case, service.open_case),
    serve(ops.case, service.read_case),
    serve(ops.edit_case, service.edit_case),
    serve(ops.move_case, service.move_case),
    serve(ops.take_case, service.take_case),
    serve(ops.hand_back_case, service.hand_back_case),
    serve(ops.delegate_case, service.delegate_case),
    serve(ops.kinds, kinds.listed),
    serve(ops.design_choices, kinds.choices),
    serve(ops.kind_file, kinds.file_of),
    serve(ops.look_at_file, kinds.look),
    serve(ops.bring_in, kinds.bring_in),
    serve(ops.publish, kinds.publish, second_person=PUBLISHED),
    serve(ops.discard, kinds.discard),
    serve(ops.retire, kinds.retire, second_person=RETIRED),
    serve(ops.save_draft, kinds.save_draft),
    serve(ops.play, playing.play),
    serve(ops.past, playing.past),
    serve(ops.look_at_migration, migration.look),
    serve(ops.migrate, migration.migrate, second_person=MIGRATED),
)
