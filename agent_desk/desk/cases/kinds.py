"""What the seat can do with registers and kinds of cases: one request each; they block and run off the screen thread."""

from agent_desk.desk.kit.api import call
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.cases.kinds import operations as ops
from agent_desk.schemas.cases.kinds.records import KindCase, NewCase

registers = call(ops.registers)
choices = call(ops.choices)
cases = call(ops.cases)
open_case = call(ops.open_case)
case = call(ops.case)
edit_case = call(ops.edit_case)
move_case = call(ops.move_case)
take_case = call(ops.take_case)
hand_back_case = call(ops.hand_back_case)
delegate_case = call(ops.delegate_case)
kinds = call(ops.kinds)
kind_file = call(ops.kind_file)
look_at_file = call(ops.look_at_file)
bring_in = call(ops.bring_in)
publish = call(ops.publish)
discard = call(ops.discard)
retire = call(ops.retire)
design_choices = call(ops.design_choices)
save_draft = call(ops.save_draft)
play = call(ops.play)
past = call(ops.past)
look_at_migration = call(ops.look_at_migration)
migrate = call(ops.migrate)


def take_down(outbox: Outbox, form: NewCase) -> KindCase:
    """Open a case that is taken down in a call, through the outbox.

    Raises KeptForLater, HubRefused("invalid_form") with `fields`, HubFault, OutboxUnusable.
    """
    return outbox.submit(ops.open_case.request(form), what_zh="工单登记", what_en="New request")
