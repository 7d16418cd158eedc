"""The agent at their seat: signing in and out, the screen pop, the wrap-up, what stands beside the call."""
