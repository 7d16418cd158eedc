"""The supervisor's panels: figures, queues, agents, charts, explanations."""
