"""Asterisk as the telephone exchange: queues by app_queue, events and commands over its manager interface (AMI)."""
