"""Events of the exchange on their way into the database."""
