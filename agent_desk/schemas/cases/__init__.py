"""Complaints on the wire."""
