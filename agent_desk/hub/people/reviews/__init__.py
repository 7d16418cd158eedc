"""The yearly review of rights: what was held when it was begun, confirmed or taken away row by row, finished, and reminded of."""
