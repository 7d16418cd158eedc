"""Knowledge: articles that an agent finds while the customer is still speaking."""
