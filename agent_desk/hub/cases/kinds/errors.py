"""What registers refuse."""

from agent_desk.hub.kit.errors import HubError


class HasOwner(HubError):
    id, status, sentence = "has_owner", 409, "{name} has this case already."


class FlowNotAllowed(HubError):
    """A transition is for somebody else."""

    id, status, sentence = "flow_not_allowed", 403, "This step is for somebody else: {step}."


class KindNotOpen(HubError):
    id, status, sentence = (
        "kind_not_open",
        409,
        "No case of this register can be opened now: no version of it counts today.",
    )


class KindCannotBeRead(HubError):
    """A file is no kind."""

    id, status, sentence = "kind_cannot_be_read", 422, "This file cannot be taken as a kind of case: {fault}"


class KindHasFindings(HubError):
    """The checker has found something."""

    id, status, sentence = "kind_has_findings", 409, "This version is not published: {finding}"


class KindNeeded(HubError):
    """The last version of a kind that the program cannot do without."""

    id, status, sentence = (
        "kind_needed",
        409,
        "Complaints have to be received at any time: publish another version first.",
    )
