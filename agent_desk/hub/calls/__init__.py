"""Calls and the agents who take them: state machines, the floor's mirror of the exchange, imports of past calls."""
