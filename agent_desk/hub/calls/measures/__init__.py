"""Measures for queues on a bad day."""
