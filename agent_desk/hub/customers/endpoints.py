"""What customers can be asked for, and the functions that do it."""

import uuid
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

from agent_desk.hub.customers import cards, entering, lookup, mask_settings
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.customers import operations as ops

P = ParamSpec("P")
A = TypeVar("A")


def _within(function: Callable[Concatenate[Unit, P], A]) -> Callable[Concatenate[Unit, P], A]:
    """Do it for a customer whom the operation's permission reaches; another one is none."""

    def done(unit: Unit, /, *args: P.args, **kwargs: P.kwargs) -> A:
        scope.require_customer(unit, unit.permission, cast(uuid.UUID, kwargs["customer_id"]))
        return function(unit, *args, **kwargs)

    return done


router = router_of(
    "customers",
    serve(ops.find, lookup.find),
    serve(ops.words, entering.words),
    serve(ops.enter, entering.enter),
    serve(ops.card, _within(cards.read_card)),
    serve(ops.timeline, _within(cards.timeline)),
    serve(ops.reveal, _within(cards.reveal)),
    serve(ops.save_note, _within(cards.write_note)),
    serve(ops.save_care_flags, _within(cards.write_care_flags)),
    serve(ops.add_contact_point, _within(cards.add_contact_point)),
    serve(ops.masks, lambda unit: mask_settings.policy(unit.db)),
    serve(
        ops.change_masks,
        mask_settings.change_policy,
        second_person=SecondPerson(kind="masks", title=("变更脱敏规则", "Change of the masks")),
    ),
)
