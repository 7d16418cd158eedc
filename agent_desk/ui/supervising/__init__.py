"""Supervising on screen: agents and what may be done with them, alarms, call-backs, messages, hands up."""
