"""What can be asked about calls: the seat, the own call, consultation, pop, wrap-up, recordings, supervision, voice plan, lists."""

import uuid
from typing import Final

from agent_desk.schemas.calls.dialling import ConsultForm, DialForm, DtmfForm, LegQuality, QualityForm
from agent_desk.schemas.calls.measures import EndMeasure, ManyMeasures, MeasurePage, MeasureRow
from agent_desk.schemas.calls.members import QueueMembersForm, QueueMembersPage, QueueMembersRow
from agent_desk.schemas.calls.pick_up import RingingCall
from agent_desk.schemas.calls.recordings import (
    ListenForm,
    ModeForm,
    OwnSupervision,
    PolicyFields,
    PolicyRow,
    Recording,
    RecordingSettings,
    SeatRecording,
    SupervisionModeWord,
    SupervisionView,
)
from agent_desk.schemas.calls.records import (
    Asked,
    CallPage,
    CallRow,
    CallStory,
    ChooseCustomer,
    Disposition,
    Extension,
    Outcome,
    OwnState,
    PhoneLine,
    Pop,
    Reason,
    SeatAsk,
    SeatSignIn,
    SeatView,
    Switch,
    Targets,
    TransferForm,
    Verified,
    WrapUp,
    WrapUpForm,
)
from agent_desk.schemas.calls.supervisor_control import SteerFree, SteerMany, SteerState
from agent_desk.schemas.calls.voice_plan import (
    ApplyVoicePlan,
    CallbackRow,
    CancelCallback,
    Routing,
    VoicePlanDraft,
    VoicePlanForm,
    VoicePlanVersion,
    VoicePlanView,
)
from agent_desk.schemas.customers.records import VerificationForm
from agent_desk.schemas.kit.account import Account
from agent_desk.schemas.kit.bounded import Count, Day, Line, Text
from agent_desk.schemas.kit.operation import ALL, COMMON, HELD, OWN, Operations, Scope
from agent_desk.schemas.kit.paging import After, Limit

TAKE, VIEW, DIAL, PLAY, PICK_UP = "calls.take", "calls.view", "calls.dial", "calls.play", "calls.pick_up"
LISTEN, BARGE, STEER, MANAGE = "floor.listen", "floor.barge", "floor.steer", "settings.manage"
OWN_OR_ALL: Final = Scope("own", all_with="calls.all")
QUEUES_OR_ALL: Final = Scope("queue", all_with="floor.view")
area = Operations("calls")

# ---------------------------------------------------------------------- the seat


@area.read("/calls/seat", TAKE, OWN, summed="calls.list")
def seat() -> SeatView:
    """Return state, queues, reasons, the call at this seat, today's own counts."""


@area.write("/calls/seat/sign-in", TAKE, OWN, body=SeatSignIn)
def sign_in_seat(*, extension: Extension | None = None) -> SeatView:
    """Join the own queues at the exchange, not ready; whoever is at a seat already keeps their state."""


@area.write("/calls/seat/phone", TAKE, OWN, once=False)
def phone_line() -> PhoneLine:
    """Return a fresh secret for the telephone in the desk. The answer is a secret and is never stored."""


@area.write("/calls/seat/sign-out", TAKE, OWN)
def sign_out_seat() -> SeatView:
    """Leave the queues, now or after the call."""


@area.write("/calls/seat/ask", TAKE, OWN)
def ask(form: SeatAsk) -> SeatView:
    """Ask for ready or not ready; while busy it is kept as asked."""


@area.write("/calls/seat/done", TAKE, OWN)
def finish_after_call_work() -> SeatView:
    """End after-call work. Saving a disposition never does. 409 where the queue wants a topic and none is saved."""


@area.read("/calls/dispositions", VIEW, COMMON)
def dispositions() -> list[Disposition]:
    """Return the tree of dispositions."""


@area.read("/calls/reasons", VIEW, COMMON)
def reasons() -> list[Reason]:
    """Return every not-ready reason, those of the hub included, for names and for choice."""


@area.read("/calls/targets", TAKE, COMMON)
def targets() -> Targets:
    """Return colleagues, queues and numbers a call can be sent to."""


@area.read("/calls/measures", VIEW, COMMON, summed="floor.read")
def queue_measures() -> MeasurePage:
    """Return the measures that hold for queues now, and what a new one can be about."""


@area.write("/calls/measures", STEER, HELD)
def take_measures(form: ManyMeasures) -> Account:
    """Take a measure for queues; each for which it cannot be is named with why, and the others stand."""


@area.write("/calls/measures/{measure_id}/end", STEER, HELD, body=EndMeasure)
def end_measure(measure_id: uuid.UUID, why: str) -> MeasureRow:
    """Take a measure back before its time."""


@area.write("/calls/agents/steer", STEER, HELD)
def steer_agents(form: SteerMany) -> Account:
    """Do the same for several agents; each that cannot be is named with why, and the others stand."""


@area.write("/calls/agents/{person_id}/state", STEER, HELD)
def set_agent_state(person_id: uuid.UUID, form: SteerState) -> OwnState:
    """Set an agent's state, with a reason that is written down."""


@area.write("/calls/agents/{person_id}/free", STEER, HELD, body=SteerFree)
def free_agent(person_id: uuid.UUID, why: Text) -> OwnState:
    """Free a stuck agent, with a reason that is written down."""


# ---------------------------------------------------------------------- recordings and supervision


@area.read("/calls/seat/recording", TAKE, OWN, summed="calls.list")
def seat_recording() -> SeatRecording:
    """Return the recording of the call at this seat, and who listens."""


@area.write("/calls/{call_id}/recording/start", TAKE, OWN)
def start_recording(call_id: uuid.UUID) -> Asked:
    """Record from now on, where the policy leaves it to the agent."""


@area.write("/calls/{call_id}/recording/pause", TAKE, OWN, body=Switch)
def pause_recording(call_id: uuid.UUID, *, on: bool) -> Asked:
    """Record nothing while card data is spoken, or go on."""


@area.read("/calls/{call_id}/recordings", PLAY, HELD, summed="calls.list")
def recordings(call_id: uuid.UUID) -> list[Recording]:
    """Return the recordings of a call."""


@area.read("/calls/recordings/{recording_id}/sound", PLAY, HELD, audits="calls.recording_played", file="sound")
def sound(recording_id: uuid.UUID) -> bytes:
    """Return the sound as WAV, whole or the range that is asked for. Each request is written down."""


@area.read("/calls/supervision", LISTEN, OWN, summed="calls.list")
def own_supervision() -> OwnSupervision:
    """Return the call that the caller is in now."""


@area.write("/calls/supervision/phone", LISTEN, OWN, once=False)
def supervisor_phone_line() -> PhoneLine:
    """Return a fresh secret for the supervisor's own telephone in the desk; like an agent's it is never stored."""


@area.write("/calls/agents/{person_id}/listen", LISTEN, HELD)
def listen(person_id: uuid.UUID, form: ListenForm) -> SupervisionView:
    """Listen to an agent's call, whisper, barge in or take it over, with a reason that is written down."""


@area.write("/calls/supervision/{supervision_id}/mode", LISTEN, OWN, body=ModeForm)
def change_mode(supervision_id: uuid.UUID, mode: SupervisionModeWord) -> SupervisionView:
    """Listen, whisper or barge in, in the call that the caller is in."""


@area.write("/calls/supervision/{supervision_id}/take-over", BARGE, OWN)
def take_over(supervision_id: uuid.UUID) -> SupervisionView:
    """Have the customer instead of the agent."""


@area.write("/calls/supervision/{supervision_id}/stop", LISTEN, OWN)
def stop_supervision(supervision_id: uuid.UUID) -> SupervisionView:
    """Leave the call."""


@area.read("/settings/recording", MANAGE, ALL, summed="calls.list")
def recording_settings() -> RecordingSettings:
    """Return policies, and what is missing."""


@area.write("/settings/recording/queues/{code}", MANAGE, ALL, method="PUT")
def set_recording_policy(code: Line, form: PolicyFields) -> PolicyRow:
    """Say which calls of a queue are recorded."""


@area.read("/settings/members", MANAGE, ALL)
def queue_members() -> QueueMembersPage:
    """Return who serves each queue, and every agent."""


@area.write("/settings/members/{code}", MANAGE, ALL, method="PUT")
def set_queue_members(code: Line, form: QueueMembersForm) -> QueueMembersRow:
    """Let exactly these serve a queue, from now on."""


# ---------------------------------------------------------------------- the voice plan and call-backs


@area.read("/calls/voice-plan", MANAGE, ALL)
def voice_plan() -> VoicePlanView:
    """Return what a caller hears, in words, and what applying it would change."""


@area.write("/calls/voice-plan", MANAGE, ALL, method="PUT")
def set_voice_plan(form: VoicePlanForm) -> VoicePlanView:
    """Save the plan anew; it reaches the exchange when it is applied."""


@area.write("/calls/voice-plan/preview", MANAGE, ALL)
def preview_voice_plan(draft: VoicePlanDraft) -> VoicePlanView:
    """Return a plan that is not saved, in words, with what does not hold together. Changes nothing."""


@area.write("/calls/voice-plan/apply", MANAGE, ALL, body=ApplyVoicePlan)
def apply_voice_plan(version: Count) -> Asked:
    """Bring the saved plan to the exchange."""


@area.read("/calls/voice-plan/versions", MANAGE, ALL)
def voice_plan_versions() -> list[VoicePlanVersion]:
    """Return the latest saved versions with what each changed, newest first."""


@area.read("/calls/callbacks", VIEW, QUEUES_OR_ALL, summed="calls.list")
def callbacks() -> list[CallbackRow]:
    """Return call-backs that customers asked for while they waited, the open ones first."""


@area.read("/calls/routings", "floor.view", HELD, summed="floor.read")
def routings() -> list[Routing]:
    """Return what the rules about callers did with the latest calls, newest first."""


@area.write("/calls/callbacks/{callback_id}/take", DIAL, QUEUES_OR_ALL)
def take_callback(callback_id: uuid.UUID) -> Asked:
    """Dial this customer now, from the own seat."""


@area.write("/calls/callbacks/{callback_id}/cancel", STEER, HELD, body=CancelCallback)
def cancel_callback(callback_id: uuid.UUID, why: Text) -> CallbackRow:
    """Withdraw a call-back, with a reason that is written down."""


# ---------------------------------------------------------------------- calling out, consultation, parking


@area.write("/calls/dial", DIAL, OWN)
def dial(form: DialForm) -> Asked:
    """Call a customer by a contact point, or a number that was typed."""


@area.write("/calls/{call_id}/consult", TAKE, OWN)
def consult(call_id: uuid.UUID, form: ConsultForm) -> Asked:
    """Ask a colleague or a number while the customer waits."""


@area.write("/calls/{call_id}/consult/complete", TAKE, OWN)
def complete(call_id: uuid.UUID) -> Asked:
    """Pass the customer on to who was asked; the own part ends."""


@area.write("/calls/{call_id}/consult/cancel", TAKE, OWN)
def back_to_customer(call_id: uuid.UUID) -> Asked:
    """Let go who is asked, and go back to the customer."""


@area.write("/calls/{call_id}/consult/join", TAKE, OWN)
def join(call_id: uuid.UUID) -> Asked:
    """Talk of three."""


@area.write("/calls/{call_id}/dtmf", TAKE, OWN, body=DtmfForm)
def press_keys(call_id: uuid.UUID, digits: Line) -> Asked:
    """Send tones."""


@area.write("/calls/{call_id}/park", TAKE, OWN)
def park(call_id: uuid.UUID) -> Asked:
    """Leave the customer where any agent can pick them up."""


@area.write("/calls/{call_id}/pick-up", TAKE, COMMON)
def pick_up(call_id: uuid.UUID) -> Asked:
    """Have a parked customer ring here."""


@area.write("/calls/{call_id}/quality", TAKE, OWN)
def note_quality(call_id: uuid.UUID, form: QualityForm) -> LegQuality:
    """Note how the own part of the call sounded; what was told first stays."""


@area.read("/calls/ringing", PICK_UP, Scope("team"), summed="calls.list")
def ringing() -> list[RingingCall]:
    """Return calls that ring at colleagues and may be picked up here."""


@area.write("/calls/{call_id}/pick-up-ring", PICK_UP, Scope("team"))
def pick_up_ring(call_id: uuid.UUID) -> Asked:
    """Have a call that rings at a colleague."""


# ---------------------------------------------------------------------- the own call, its customer, its end; lists


@area.read("/calls", VIEW, OWN_OR_ALL, audits="calls.list")
def calls(
    *,
    customer_id: uuid.UUID | None = None,
    day: Day | None = None,
    queue: Line | None = None,
    agent: uuid.UUID | None = None,
    outcome: Outcome | None = None,
    limit: Limit = None,
    after: After = None,
) -> CallPage:
    """Return calls, newest first. `day` is a day of the centre."""


@area.read("/calls/{call_id}", VIEW, OWN_OR_ALL, audits="calls.read")
def story(call_id: uuid.UUID) -> CallStory:
    """Return one call from joining the queue to its end."""


@area.read("/calls/{call_id}/pop", VIEW, OWN_OR_ALL, audits="calls.pop")
def pop(call_id: uuid.UUID) -> Pop:
    """Return who may be calling, with their open matters."""


@area.write("/calls/{call_id}/answer", TAKE, OWN)
def answer(call_id: uuid.UUID) -> Asked:
    """Take the ringing call."""


@area.write("/calls/{call_id}/refuse", TAKE, OWN)
def refuse(call_id: uuid.UUID) -> Asked:
    """Give the ringing call back to its queue. Counts like a missed ring."""


@area.write("/calls/{call_id}/hold", TAKE, OWN, body=Switch)
def hold(call_id: uuid.UUID, *, on: bool) -> Asked:
    """Put the customer on hold, or take them back."""


@area.write("/calls/{call_id}/mute", TAKE, OWN, body=Switch)
def mute(call_id: uuid.UUID, *, on: bool) -> Asked:
    """Close or open the own microphone."""


@area.write("/calls/{call_id}/transfer", TAKE, OWN)
def transfer(call_id: uuid.UUID, form: TransferForm) -> Asked:
    """Send the customer on to an agent, a queue or a number; the own part ends at once."""


@area.write("/calls/{call_id}/hang-up", TAKE, OWN)
def hang_up(call_id: uuid.UUID) -> Asked:
    """End the call."""


@area.write("/calls/{call_id}/customer", TAKE, OWN_OR_ALL, body=ChooseCustomer)
def choose_customer(call_id: uuid.UUID, customer_id: uuid.UUID | None) -> CallRow:
    """Attach the call to a customer by choice; None takes it off."""


@area.write("/calls/{call_id}/verification", "customers.verify", OWN)
def verify(call_id: uuid.UUID, form: VerificationForm) -> Verified:
    """Hand in the identity checklist; the hub decides whether it is enough. Passing attaches the call to the customer."""


@area.read("/calls/{call_id}/wrap-up", TAKE, OWN, summed="calls.list")
def wrap_up(call_id: uuid.UUID) -> WrapUp:
    """Return the own wrap-up; version 0 where nothing is saved yet."""


@area.write("/calls/{call_id}/wrap-up", TAKE, OWN, method="PUT")
def save_wrap_up(call_id: uuid.UUID, form: WrapUpForm) -> WrapUp:
    """Save disposition and notes; 409 with both versions when the form is stale. After-call work goes on."""
