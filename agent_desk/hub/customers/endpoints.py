"""What customers can be asked for, and the functions that do it."""

from agent_desk.hub.customers import cards, lookup, mask_settings
from agent_desk.hub.customers.views import customer_words
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.customers import operations as ops

router = router_of(
    "customers",
    serve(ops.find, lookup.find),
    serve(ops.words, lambda unit: customer_words(unit.db)),
    serve(ops.card, cards.read_card),
    serve(ops.timeline, cards.timeline),
    serve(ops.reveal, cards.reveal),
    serve(ops.save_note, cards.write_note),
    serve(ops.save_care_flags, cards.write_care_flags),
    serve(ops.add_contact_point, cards.add_contact_point),
    serve(ops.masks, lambda unit: mask_settings.policy(unit.db)),
    serve(ops.change_masks, mask_settings.change_policy),
)
