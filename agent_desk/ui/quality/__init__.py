"""Quality on screen: the reviewer's calls, one call, the score card, results, a new sample."""
