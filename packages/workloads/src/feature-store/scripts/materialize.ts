/**
 * Copies features to the online store, and writes down when that last ended well, where people and alerts can read it
 * without any right in the cluster: `select * from roadstead.materialization` in the registry's database.
 *
 * A PostgreSQL advisory lock keeps a full and an incremental run from writing over each other.
 */
export const materializeScript = `"""Materialises features: "incremental" since the last time, or "full" history."""
import datetime
import os
import subprocess
import sys

import psycopg

LOCK = 5610283947  # of this script alone; any number will do
RECORD = """
insert into roadstead.materialization (mode, started_at, succeeded_at) values (%s, %s, now())
on conflict (mode) do update set started_at = excluded.started_at, succeeded_at = excluded.succeeded_at
"""


def connect():
    return psycopg.connect(
        host=os.environ["FEAST_REGISTRY_HOST"],
        port=os.environ["FEAST_REGISTRY_PORT"],
        dbname=os.environ["FEAST_REGISTRY_DATABASE"],
        user=os.environ["FEAST_REGISTRY_USER"],
        sslmode=os.environ["FEAST_REGISTRY_SSLMODE"],
        connect_timeout=10,
        keepalives_idle=30,
        autocommit=True,
    )


def main(mode):
    with connect() as connection:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        started = datetime.datetime.now(datetime.timezone.utc)
        end = started.strftime("%Y-%m-%dT%H:%M:%S")
        command = ["materialize", "1970-01-01T00:00:00", end] if mode == "full" else ["materialize-incremental", end]
        subprocess.run(["feast", *sys.argv[2:], *command], check=True)
        connection.execute("create schema if not exists roadstead")
        connection.execute(
            "create table if not exists roadstead.materialization"
            " (mode text primary key, started_at timestamptz not null, succeeded_at timestamptz not null)"
        )
        connection.execute(RECORD, [mode, started])


if __name__ == "__main__":
    main(sys.argv[1])
`;
