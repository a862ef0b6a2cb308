"""What Alembic runs for an upgrade: on the connection, and in the transaction, that it is given."""

from alembic import context

from hub_config.lotti.database import Tabelle

context.configure(connection=context.config.attributes["connection"], target_metadata=Tabelle.metadata)
context.run_migrations()
