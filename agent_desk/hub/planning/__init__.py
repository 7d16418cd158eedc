"""Planning: how many people the expected load needs."""
