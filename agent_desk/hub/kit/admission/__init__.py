"""What a hub does for whom it does not know yet, and how much of it: bounded apart from the seats' threads and connections."""
