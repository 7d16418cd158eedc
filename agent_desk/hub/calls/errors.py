"""What can go wrong with calls beside what the kit knows."""

from agent_desk.hub.kit.errors import HubError


class NotAnAgent(HubError):
    id, status = "not_an_agent", 409
    sentence = "This person has no agent code on the telephone exchange. An administrator can give one."


class NoSoftphone(HubError):
    id, status = "no_softphone", 409
    sentence = "The telephone exchange takes no telephones in desks here; a desk telephone is needed."


class ListensAlready(HubError):
    id, status = "listens_already", 409
    sentence = "You are in another call already. Leave it first."


class NoSound(HubError):
    id, status = "no_recording", 404
    sentence = "There is no sound for this recording: {state}."


class CannotDial(HubError):
    """`why`: not_a_number, forbidden, abroad, no_queue."""

    id, status, sentence = "cannot_dial", 409, "This number is not dialled ({why})."


class ExtensionTaken(HubError):
    id, status = "extension_taken", 409
    sentence = "{name} sits at the telephone {extension} now. Take another one, or have them sign out there first."


class TopicMissing(HubError):
    id, status = "topic_missing", 409
    sentence = "This queue wants a topic for every call. Choose one, then finish."


class NobodyReady(HubError):
    id, status, sentence = "nobody_ready", 409, "Nobody is ready in this queue now."
