"""Supervising: alarms, abandoned callers and call-back tasks, messages, hands up, queues for a while."""
