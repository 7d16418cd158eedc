"""The demonstration: made-up data and everything running on one machine. Above all areas: it may import any of them."""
