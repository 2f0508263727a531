#!/bin/sh
# Starts and stops a Docker engine of our own from Debian's packages, beside whatever else the machine runs.
# Progress goes to stderr; stdout carries only the lines to export, so `eval "$(engine.sh start)"` works.
set -eu

usage() {
  cat <<'USAGE'
Usage: engine.sh start|stop|status|env [--root DIR]

  start    installs Debian's docker.io, debootstrap and iptables where they are missing, starts dockerd
           (waits up to 60 s) and prints the environment to export
  stop     stops the dockerd that `start` started, by its pid, and the containers in it (waits up to 60 s);
           images stay in the root directory
  status   says whether it runs; exit code 0 when it does, 1 when it does not
  env      prints the environment to export

  --root DIR   where the engine keeps images, containers, socket and log
               (default: $RIVULET_ENGINE_ROOT, else /tmp/rivulet-docker; at most 60 characters)

RIVULET_ENGINE_FLAGS holds further dockerd flags, for a machine that needs them:
  --storage-driver=vfs   where the kernel or the file system has no overlay
  --iptables=false       where the kernel has no NAT tables; published ports still work, through docker-proxy,
                         but builds then need `--network host` (set RIVULET_BUILD_NETWORK=host for build.sh)

Exit codes: 0 done, 1 failed, 2 bad usage.
USAGE
}

say() { echo "engine: $*" >&2; }
fail() { say "$*"; exit 1; }
misuse() { echo "engine: $*" >&2; usage >&2; exit 2; }

action=
root=${RIVULET_ENGINE_ROOT:-/tmp/rivulet-docker}
while [ $# -gt 0 ]; do
  case $1 in
    start|stop|status|env) action=$1 ;;
    --root) [ $# -ge 2 ] || misuse "--root needs a directory"; root=$2; shift ;;
    --help|-h) usage; exit 0 ;;
    *) misuse "unknown argument '$1'" ;;
  esac
  shift
done
[ -n "$action" ] || misuse "say start, stop, status or env"
# A Unix socket's path holds 107 characters, and the engine appends its own.
[ ${#root} -le 60 ] || misuse "--root '$root' is ${#root} characters long; at most 60 leave room for socket names"

socket=$root/docker.sock
pidfile=$root/dockerd.pid
log=$root/dockerd.log
waitSeconds=60

answers() { DOCKER_HOST=unix://$socket timeout 5 docker version >/dev/null 2>&1; }

# The pid of our dockerd, or nothing. A pid that now belongs to another process does not count.
running() {
  [ -f "$pidfile" ] || return 1
  pid=$(cat "$pidfile")
  tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "--data-root $root/data"
}

exports() {
  cat <<ENV
export DOCKER_HOST=unix://$socket
export DOCKER_BUILDKIT=0
export TESTCONTAINERS_RYUK_DISABLED=true
export TESTCONTAINERS_CHECKS_DISABLE=true
export TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
export TESTCONTAINERS_TINYIMAGE_CONTAINER_IMAGE=rivulet-local/tiny:1
export RIVULET_IT_MOSQUITTO_IMAGE=rivulet-local/mosquitto:2
export RIVULET_IT_KAFKA_IMAGE=rivulet-local/kafka:4.3.1
export RIVULET_IT_TIMESCALE_IMAGE=rivulet-local/postgres:15
ENV
}

installMissing() {
  missing=
  command -v dockerd >/dev/null && command -v docker >/dev/null || missing="$missing docker.io"
  command -v debootstrap >/dev/null || missing="$missing debootstrap"
  command -v iptables >/dev/null || missing="$missing iptables"
  [ -n "$missing" ] || return 0
  say "installing$missing"
  # The package's own service is not wanted: this script starts the engine.
  { timeout 120 apt-get update -qq &&
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive timeout 600 \
      apt-get install -y -qq --no-install-recommends $missing; } >"$root/apt.log" 2>&1 ||
    fail "could not install$missing; see $root/apt.log"
}

start() {
  if running && answers; then
    say "already running, pid $(cat "$pidfile"), root $root"
    exports
    return
  fi
  [ "$(id -u)" = 0 ] || fail "dockerd needs root; run this as root, or use an engine that is already there"
  if [ -S /var/run/docker.sock ] && DOCKER_HOST=unix:///var/run/docker.sock timeout 5 docker version >/dev/null 2>&1; then
    fail "an engine already answers on /var/run/docker.sock and would share its bridge; use it (unset DOCKER_HOST)"
  fi
  mkdir -p "$root"
  installMissing
  rm -f "$pidfile"
  # setsid: the engine outlives the terminal and is ended by `stop` only.
  # shellcheck disable=SC2086 # the flags are a list
  setsid dockerd --data-root "$root/data" --exec-root "$root/exec" --pidfile "$pidfile" \
    --host "unix://$socket" ${RIVULET_ENGINE_FLAGS:-} >"$log" 2>&1 </dev/null &
  waited=0
  until answers; do
    kill -0 $! 2>/dev/null || { tail -5 "$log" >&2; fail "dockerd ended at start; see $log and --help for flags"; }
    [ $waited -lt $waitSeconds ] || { kill $!; fail "dockerd did not answer within $waitSeconds s; see $log"; }
    sleep 1
    waited=$((waited + 1))
  done
  say "running, pid $(cat "$pidfile"), root $root, up after $waited s"
  exports
}

stop() {
  running || { say "not running (root $root)"; return; }
  pid=$(cat "$pidfile")
  kill "$pid"
  waited=0
  while kill -0 "$pid" 2>/dev/null; do
    [ $waited -lt $waitSeconds ] || fail "dockerd (pid $pid) did not end within $waitSeconds s; see $log"
    sleep 1
    waited=$((waited + 1))
  done
  say "stopped after $waited s; images stay in $root"
}

case $action in
  start) start ;;
  stop) stop ;;
  status)
    if running && answers; then say "running, pid $(cat "$pidfile"), root $root"; else say "not running (root $root)"; exit 1; fi ;;
  env) exports ;;
esac
