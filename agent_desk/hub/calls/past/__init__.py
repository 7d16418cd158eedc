"""Calls of long ago: read from a queue_log, imported, removed."""
