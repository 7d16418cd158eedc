"""Tables of calls: queues, calls, dialling, the voice plan, recordings."""
