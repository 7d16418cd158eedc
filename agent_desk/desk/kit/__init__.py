"""What every area of the desk leans on: HTTP, session, live line, outbox, background work."""
