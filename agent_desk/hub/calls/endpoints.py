"""What can be asked about calls, and the functions that do it."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec

from fastapi.responses import Response

from agent_desk.hub.calls import views
from agent_desk.hub.calls.measures import service as measures
from agent_desk.hub.calls.orders import consultation, control, dialling, softphone
from agent_desk.hub.calls.recording import lifecycle, playback, policies, supervision
from agent_desk.hub.calls.seat import (
    callback_list,
    membership,
    pick_up,
    queries,
    screen_pop,
    seats,
    sound_quality,
    supervisor_control,
    wrapup,
)
from agent_desk.hub.calls.voice_plan import apply, plan, routing
from agent_desk.hub.exchange.protocol.calls import Answer, HangUp, Hold, Mute, Refuse
from agent_desk.hub.exchange.protocol.dialling import CancelConsult, CompleteTransfer, Join
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.files.content_type import WAV
from agent_desk.hub.kit.files.response import StoredFileResponse
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.models.calls.calls import AgentState
from agent_desk.schemas.calls import operations as ops
from agent_desk.schemas.calls.records import OwnState, PhoneLine, SeatView
from agent_desk.schemas.calls.settings import RINGS
from agent_desk.schemas.calls.voice_plan import ApplyVoicePlan

P = ParamSpec("P")


def _seat(unit: Unit) -> SeatView:
    return seats.view(unit, unit.hub.settings.zone)


def _then_seat(function: Callable[Concatenate[Unit, P], None]) -> Callable[Concatenate[Unit, P], SeatView]:
    """Do it, and give the seat as it is then."""

    def done(unit: Unit, /, *args: P.args, **kwargs: P.kwargs) -> SeatView:
        function(unit, *args, **kwargs)
        return _seat(unit)

    return done


def _sign_in(unit: Unit, *, extension: str | None = None) -> SeatView:
    seats.sign_in(unit, extension)
    return _seat(unit)


def _own_state(unit: Unit, row: AgentState) -> OwnState:
    return views.own_state(row, settings_in_force.read(unit.db, RINGS, unit.now).misses_allowed)


def _phone(unit: Unit) -> PhoneLine:
    return softphone.hand_out(unit, unit.hub.exchange)


def _sound(unit: Unit, recording_id: uuid.UUID) -> Response:
    return StoredFileResponse(playback.sound(unit, recording_id, unit.hub.settings), WAV)


router = router_of(
    "calls",
    # What every move of every seat asks for goes first.
    serve(ops.seat, _seat),
    serve(ops.sign_in_seat, _sign_in),
    serve(ops.phone_line, _phone),
    serve(ops.sign_out_seat, _then_seat(seats.sign_out)),
    serve(ops.ask, _then_seat(seats.ask)),
    serve(ops.finish_after_call_work, _then_seat(seats.done)),
    serve(ops.dispositions, lambda unit: views.dispositions(unit.db)),
    serve(ops.reasons, lambda unit: views.reasons(unit.db)),
    serve(ops.targets, queries.targets),
    serve(ops.queue_measures, measures.page),
    serve(ops.take_measures, measures.take, second_person=measures.CLOSING),
    serve(ops.end_measure, measures.take_back),
    serve(ops.steer_agents, supervisor_control.steer_many),
    serve(
        ops.set_agent_state,
        lambda unit, person_id, form: _own_state(
            unit, supervisor_control.set_agent_state(unit, person_id, form.state, form.reason_code, form.why)
        ),
    ),
    serve(
        ops.free_agent,
        lambda unit, person_id, why: _own_state(unit, supervisor_control.free_agent(unit, person_id, why)),
    ),
    serve(ops.seat_recording, lifecycle.at_seat),
    serve(ops.start_recording, lifecycle.start),
    serve(ops.pause_recording, lifecycle.pause),
    serve(ops.recordings, playback.of_call),
    serve(ops.sound, _sound),
    serve(ops.own_supervision, supervision.own),
    serve(ops.supervisor_phone_line, _phone),
    serve(ops.listen, supervision.listen),
    serve(ops.change_mode, supervision.change_mode),
    serve(ops.take_over, supervision.take_over),
    serve(ops.stop_supervision, supervision.stop),
    serve(ops.recording_settings, lambda unit: policies.page(unit.db, folders=bool(unit.hub.settings.recordings))),
    serve(
        ops.set_recording_policy,
        policies.set_policy,
        second_person=SecondPerson(kind="recording", title=("变更录音策略", "Change of a recording policy")),
    ),
    serve(ops.queue_members, lambda unit: membership.page(unit.db)),
    serve(ops.set_queue_members, membership.set_members),
    serve(ops.voice_plan, lambda unit: plan.view(unit.db, str(unit.zone), can_apply=apply.can_apply(unit.hub))),
    serve(ops.set_voice_plan, lambda unit, form: plan.save(unit, form, str(unit.zone))),
    serve(ops.preview_voice_plan, lambda unit, draft: plan.preview(unit.db, str(unit.zone), draft, unit.today)),
    serve(
        ops.apply_voice_plan,
        lambda unit, version: apply.order(unit, unit.hub, str(unit.zone), ApplyVoicePlan(version=version)),
    ),
    serve(ops.voice_plan_versions, lambda unit: apply.versions(unit.db)),
    serve(ops.callbacks, callback_list.listed),
    serve(ops.routings, routing.listed),
    serve(ops.take_callback, lambda unit, callback_id: callback_list.take(unit, unit.hub.exchange, callback_id)),
    serve(ops.cancel_callback, callback_list.cancel),
    serve(ops.dial, lambda unit, form: dialling.dial(unit, unit.hub.exchange, form)),
    serve(ops.consult, consultation.consult),
    serve(ops.complete, lambda unit, call_id: consultation.about_consultation(unit, call_id, CompleteTransfer)),
    serve(ops.back_to_customer, lambda unit, call_id: consultation.about_consultation(unit, call_id, CancelConsult)),
    serve(ops.join, lambda unit, call_id: consultation.about_consultation(unit, call_id, Join)),
    serve(ops.press_keys, consultation.dtmf),
    serve(ops.park, consultation.park),
    serve(ops.pick_up, consultation.pick_up),
    serve(ops.note_quality, sound_quality.note),
    serve(ops.ringing, pick_up.ringing),
    serve(ops.pick_up_ring, pick_up.pick_up_ring),
    serve(ops.calls, queries.page),
    serve(ops.story, queries.story),
    serve(ops.pop, screen_pop.pop),
    serve(ops.answer, lambda unit, call_id: control.order(unit, call_id, Answer)),
    serve(ops.refuse, lambda unit, call_id: control.order(unit, call_id, Refuse)),
    serve(ops.hold, lambda unit, call_id, *, on: control.order(unit, call_id, partial(Hold, on=on))),
    serve(ops.mute, lambda unit, call_id, *, on: control.order(unit, call_id, partial(Mute, on=on))),
    serve(ops.transfer, control.transfer),
    serve(ops.hang_up, lambda unit, call_id: control.order(unit, call_id, HangUp)),
    serve(ops.choose_customer, screen_pop.choose_customer),
    serve(ops.verify, screen_pop.verify),
    serve(ops.wrap_up, wrapup.wrap_up),
    serve(ops.save_wrap_up, wrapup.save),
)
