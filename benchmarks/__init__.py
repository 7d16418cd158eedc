"""One file per figure; each prints JSON."""
