"""What is expected to come, on the wire."""
