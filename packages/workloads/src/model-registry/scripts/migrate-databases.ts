/**
 * Brings both databases to the schema of this image, and the administrator's password to that of the Secret.
 *
 * The init container of every server runs it. A PostgreSQL advisory lock lets one at a time through; who comes second
 * finds nothing to do. Each migration is one transaction, so a pod that is killed in the middle leaves the old schema.
 */
export const migrateDatabases = `"""Migrates MLflow's databases, one pod at a time."""
import os
import sys
import time

import psycopg2
import sqlalchemy

LOCK = 7146253901  # of this script alone; any number will do
DATABASE_PATIENCE_SECONDS = 300
LOCK_TIMEOUT = "15min"  # longer than any migration measured; a dead holder's lock ends with its connection


def connect(uri):
    """A connection that stays open while the lock is held; waits for a database that is just starting."""
    address = uri.replace("postgresql+psycopg2://", "postgresql://", 1)
    deadline = time.monotonic() + DATABASE_PATIENCE_SECONDS
    while True:
        try:
            connection = psycopg2.connect(address, connect_timeout=10, keepalives_idle=30)
            connection.autocommit = True
            return connection
        except psycopg2.OperationalError as error:
            if time.monotonic() > deadline:
                raise
            print("waiting for the database:", str(error).strip().splitlines()[-1], flush=True)
            time.sleep(2)


def migrate_tracking(uri):
    from mlflow.store.db import utils

    engine = utils.create_sqlalchemy_engine_with_retry(uri)
    tables = sqlalchemy.inspect(engine).get_table_names()
    if all(table.startswith("alembic_") for table in tables):
        utils._initialize_tables(engine)
    else:
        utils._upgrade_db(engine)
    engine.dispose()


def migrate_auth():
    """Also sets the administrator's password: MLflow itself looks at the Secret only the first time."""
    from mlflow.server.auth.config import read_auth_config
    from mlflow.server.auth.db import utils
    from mlflow.server.auth.sqlalchemy_store import SqlAlchemyStore

    config = read_auth_config()
    engine = sqlalchemy.create_engine(config.database_uri)
    utils.migrate(engine, "head")
    engine.dispose()
    store = SqlAlchemyStore()
    store.init_db(config.database_uri)
    name, password = config.admin_username, config.admin_password
    if not store.has_user(name):
        store.create_user(name, password, is_admin=True)
    elif not store.authenticate_user(name, password):
        store.update_user(name, password=password, is_admin=True)


def main():
    uri = os.environ["MLFLOW_BACKEND_STORE_URI"]
    with connect(uri) as lock:
        cursor = lock.cursor()
        cursor.execute("SET lock_timeout = %s", (LOCK_TIMEOUT,))
        cursor.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        print("migrating", flush=True)
        try:
            migrate_tracking(uri)
            migrate_auth()
        except Exception as error:
            if "Can't locate revision" not in str(error):
                raise
            sys.exit(
                "The databases were migrated by a newer MLflow. Go back to its version, or restore the dump that was "
                "taken before the upgrade."
            )
    print("done", flush=True)


main()
`;
