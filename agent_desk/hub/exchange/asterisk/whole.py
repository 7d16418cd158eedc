"""All that is understood of Asterisk's events, and all that it can be ordered: the parts put together."""

from agent_desk.hub.exchange.asterisk.commands.dialling import DiallingOrders
from agent_desk.hub.exchange.asterisk.commands.recording import RecordingOrders
from agent_desk.hub.exchange.asterisk.events.dialling import ConversationTranslator
from agent_desk.hub.exchange.asterisk.events.recording import RecordingTranslator


class WholeTranslator(RecordingTranslator, ConversationTranslator):
    """Calls and queues, voice menu, calls that agents make, recordings and supervisors."""


class AllOrders(RecordingOrders, DiallingOrders):
    """Orders about seats and calls, calls that agents make, recordings and supervisors."""
