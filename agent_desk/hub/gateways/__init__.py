"""What stands outside the centre: a Protocol each, and the real thing behind it."""
