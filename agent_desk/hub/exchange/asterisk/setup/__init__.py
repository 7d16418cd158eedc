"""Joining a bank's Asterisk to the hub: files for it, and what it lacks."""
