"""Quality on screen."""
