"""Panels about customers: card, time line, candidates of a ringing call, identity check, lookup."""
