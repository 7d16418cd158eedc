"""Orders to the exchange about calls: checked, and sent after the commit."""
