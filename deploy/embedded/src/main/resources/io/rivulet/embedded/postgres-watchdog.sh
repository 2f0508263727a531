# Ends a PostgreSQL server whose parent JVM went away without stopping it, be it by kill -9.
# $1 the server's postmaster.pid   $2 the token on the command line of the one server to end
# Standard input is a pipe that only the JVM holds: "closed" means all is well, end of file means it is gone.
trap '' HUP INT TERM
if read -r word && [ "$word" = closed ]; then exit 0; fi

pid=
holds_token() {
  pid=
  read -r pid 2>/dev/null < "$1"
  case "$pid" in '' | *[!0-9]*) return 1 ;; esac
  if [ -r "/proc/$pid/cmdline" ]; then
    tr '\0' ' ' < "/proc/$pid/cmdline"
  else
    ps -o args= -p "$pid"
  fi 2>/dev/null | grep -qF "$2"
}
pause() { sleep 0.2 2>/dev/null || sleep 1; }

# The JVM may have gone while the server was starting: give it time to show itself.
tries=0
until holds_token "$1" "$2"; do
  tries=$((tries + 1))
  [ "$tries" -lt 50 ] || exit 0
  pause
done

kill -INT "$pid"
tries=0
while holds_token "$1" "$2"; do
  tries=$((tries + 1))
  # Thirty seconds for an orderly shutdown, then an immediate one; the log is replayed at the next start.
  [ "$tries" -ne 150 ] || kill -QUIT "$pid"
  [ "$tries" -lt 300 ] || exit 1
  pause
done
