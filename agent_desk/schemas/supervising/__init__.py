"""Supervising on the wire: alarms, messages, call-back tasks."""
