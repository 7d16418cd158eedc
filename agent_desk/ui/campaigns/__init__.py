"""Projects on screen."""
