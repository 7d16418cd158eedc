"""Cases: complaints from receipt to closing, with the clock of the law and the clocks of the house."""
