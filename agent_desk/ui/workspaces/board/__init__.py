"""The supervisor's board: figures, queues and agents, arranged by each person."""
