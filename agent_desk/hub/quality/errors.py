"""What can go wrong in quality beside what the kit knows."""

from agent_desk.hub.kit.errors import HubError


class NothingToDraw(HubError):
    id, status = "nothing_to_draw", 409
    sentence = "No ended call matches. Choose a longer period, more queues or agents, or a shorter talk time."


class NotYourItem(HubError):
    id, status = "not_your_item", 403
    sentence = "This call was given to {reviewer}; only they can score it."


class OwnCall(HubError):
    id, status = "own_call", 409
    sentence = "You took part in this call, so somebody else has to score it."


class ReviewFinal(HubError):
    id, status = "review_final", 409
    sentence = "This review was submitted on {submitted_at} and is final."


class EditionInUse(HubError):
    id, status = "edition_in_use", 409
    sentence = "Edition {edition} has been used and stays as it is. Make a new edition and change that."


class NoScoreForm(HubError):
    id, status = "no_score_form", 409
    sentence = "No score form is in force. Put an edition in force first."
