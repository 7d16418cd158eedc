"""Refusals of customers."""

from agent_desk.hub.kit.errors import HubError


class CustomersAlike(HubError):
    """A customer to be entered may be one of `alike`, each a CustomerInList as JSON."""

    id, status = "customers_alike", 409
    sentence = "There are customers who may be the same person. Choose one, or say that this is somebody else."
