"""Alembic's environment: the connection is handed in by run.py; there is no offline mode."""

from alembic import context

from agent_desk.hub.migrations.run import metadata, ours

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    include_object=ours,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
