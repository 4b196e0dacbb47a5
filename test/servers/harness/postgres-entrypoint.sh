# What the image's own entrypoint does before the server: a new cluster, where the volume has none yet.
socket_folder=$1 port=$2
shift 2
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  password_file=$(mktemp)
  printf '%s\n' "$POSTGRES_PASSWORD" >"$password_file"
  # The options are words of one variable, as in the image. Nothing here has to survive the machine.
  initdb --pgdata="$PGDATA" --username="$POSTGRES_USER" --pwfile="$password_file" --no-sync $POSTGRES_INITDB_ARGS
  rm "$password_file"
fi
exec "$@" -c "unix_socket_directories=$socket_folder" -c "port=$port" -c listen_addresses=127.0.0.1 -c fsync=off
