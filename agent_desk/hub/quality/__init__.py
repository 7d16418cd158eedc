"""Quality: samples of calls, score forms, reviews and what they show."""
