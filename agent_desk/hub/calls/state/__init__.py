"""The states of calls and agents: tables of transitions and the rows that one unit of work moves."""
