"""What every area declares with: words, operations, settings."""
