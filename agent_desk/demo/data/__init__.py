"""Made-up data: a centre, its people, 5,000 customers and 90 days of calls and complaints."""
