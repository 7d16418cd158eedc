"""What every area of the wire is made of: declared settings."""
