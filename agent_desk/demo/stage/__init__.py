"""Everything running on one machine: database, hub, exchange, robots, window; and the account of what happened."""
