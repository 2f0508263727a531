#!/bin/sh
# What the official image's entry point does, as far as Rivulet and Testcontainers rely on it: a first start makes the
# cluster from POSTGRES_USER, POSTGRES_PASSWORD (or POSTGRES_PASSWORD_FILE), POSTGRES_DB and POSTGRES_INITDB_ARGS,
# runs /docker-entrypoint-initdb.d/*.sh and *.sql against a server without a port, then starts the real one.
set -eu

case ${1:-postgres} in
  -*) set -- postgres "$@" ;;
  postgres) ;;
  *) exec "$@" ;;
esac

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres "$PGDATA" /run/postgresql
  chmod 700 "$PGDATA"
  # PostgreSQL refuses to run as root.
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  database=${POSTGRES_DB:-$user}
  password=${POSTGRES_PASSWORD:-}
  [ -z "${POSTGRES_PASSWORD_FILE:-}" ] || password=$(cat "$POSTGRES_PASSWORD_FILE")
  if [ -z "$password" ]; then
    echo "POSTGRES_PASSWORD is not set and POSTGRES_PASSWORD_FILE is not either; set one of them" >&2
    exit 1
  fi
  secret=$(mktemp)
  printf '%s\n' "$password" >"$secret"
  # shellcheck disable=SC2086 # the arguments are a list
  initdb --username="$user" --pwfile="$secret" --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 \
    ${POSTGRES_INITDB_ARGS:-}
  rm "$secret"
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  pg_ctl -w -o "-c listen_addresses=''" start
  [ "$database" = postgres ] || createdb --username="$user" "$database"
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) sh "$script" ;;
      *.sql) psql -v ON_ERROR_STOP=1 --username="$user" --dbname="$database" --file="$script" ;;
    esac
  done
  pg_ctl -w -m fast stop
fi

exec "$@" -c "listen_addresses=*"
