"""Asterisk's events into our own."""
