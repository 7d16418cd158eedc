"""Asterisk without an Asterisk: recorded events, addresses, files, answers of a manager."""
