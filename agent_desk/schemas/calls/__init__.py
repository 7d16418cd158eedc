"""Calls on the wire: the seat, dialling, recordings, the voice plan."""
