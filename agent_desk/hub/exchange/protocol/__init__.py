"""The exchange as the rest of the hub knows it: small events and commands of our own."""
