"""Files of cases on screen."""
