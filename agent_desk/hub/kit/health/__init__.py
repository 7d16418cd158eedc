"""How the centre's own machinery is: checks that areas declare, looked at on a timer, told when they become bad."""
