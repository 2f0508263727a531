#!/bin/sh
# Makes local images from Debian packages and Maven artifacts, for machines that can pull no images.
set -eu

usage() {
  cat <<'USAGE'
Usage: build.sh [--force] [--limit SECONDS] [IMAGE...]

Makes, in this order (an IMAGE builds what it stands on first; none means all):

  debian     rivulet-local/debian:12     Debian 12, debootstrap's minbase, with security updates
  tiny       rivulet-local/tiny:1        busybox alone, for Testcontainers' own chores
  jre        rivulet-local/jre:17        debian + Debian's headless OpenJDK 17
  maven      rivulet-local/maven:17      debian + JDK 17 and Maven, the build stage of deploy/Dockerfile
  mosquitto  rivulet-local/mosquitto:2   laid out like eclipse-mosquitto:2
  postgres   rivulet-local/postgres:15   started like the official image; no TimescaleDB in Debian
  kafka      rivulet-local/kafka:4.3.1   Kafka's jars from Maven, configured like apache/kafka

An image whose recipe has not changed since it was made is left alone.

  --force          make them again; this also picks up Debian's newest packages
  --limit SECONDS  the whole run ends within this time (default 1800; about 100 are usual on two cores)

Environment:
  DOCKER_HOST           the engine to build in; `eval "$(deploy/images/engine.sh start)"` sets it
  RIVULET_BUILD_NETWORK the network of build steps (default: the engine's bridge; `host` where that has no way out)
  RIVULET_BUILD_LOGS    where each step's log goes (default: a new directory under $TMPDIR)

Packages come from where this machine's apt gets them, artifacts from where its Maven gets them, and certificate
authorities added to this machine (/usr/local/share/ca-certificates) are trusted in the images too.
Needs root (debootstrap), Docker, debootstrap and Maven. Exit codes: 0 done, 1 failed, 2 bad usage.
USAGE
}

here=$(cd "$(dirname "$0")" && pwd)
began=$(date +%s)
limit=1800
force=
wanted=

elapsed() { echo $(($(date +%s) - began)); }
say() { printf 'images: %4ss  %s\n' "$(elapsed)" "$*" >&2; }
fail() { say "$*"; exit 1; }
misuse() { echo "images: $*" >&2; usage >&2; exit 2; }

while [ $# -gt 0 ]; do
  case $1 in
    --force) force=yes ;;
    --limit)
      [ $# -ge 2 ] || misuse "--limit needs a number of seconds"
      case $2 in *[!0-9]*|'') misuse "--limit '$2' is not a number of seconds" ;; esac
      limit=$2; shift ;;
    --help|-h) usage; exit 0 ;;
    debian) wanted="$wanted debian" ;;
    tiny|jre|maven|mosquitto|postgres) wanted="$wanted debian $1" ;;
    kafka) wanted="$wanted debian jre kafka" ;;
    *) misuse "unknown argument '$1'" ;;
  esac
  shift
done
wanted=${wanted:-debian tiny jre maven mosquitto postgres kafka}

# The classic builder: BuildKit would ask a registry about images that exist here only.
export DOCKER_BUILDKIT=0
command -v docker >/dev/null || fail "no docker command; deploy/images/engine.sh start installs Debian's"
timeout 10 docker version >/dev/null 2>&1 ||
  fail "no engine answers at ${DOCKER_HOST:-the default socket}; eval \"\$($here/engine.sh start)\" starts one"

logs=${RIVULET_BUILD_LOGS:-$(mktemp -d "${TMPDIR:-/tmp}/rivulet-images.XXXXXX")}
mkdir -p "$logs"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/rivulet-image-scratch.XXXXXX")
# debootstrap that was stopped midway leaves /proc and /sys mounted in its tree.
clean() {
  sed -n "s#^[^ ]* \($scratch/[^ ]*\) .*#\1#p" /proc/mounts | sort -r | while read -r mounted; do umount "$mounted"; done
  rm -rf --one-file-system "$scratch"
}
trap clean EXIT
trap 'exit 1' INT TERM

# Runs a step within what is left of the limit; its output goes to a log, the end of it to the user when it fails.
step() {
  name=$1; shift
  left=$((limit - $(elapsed)))
  [ $left -gt 0 ] || fail "the limit of $limit s is used up before $name; --limit raises it"
  timeout "$left" "$@" >"$logs/$name.log" 2>&1 && return
  status=$?
  tail -15 "$logs/$name.log" >&2
  [ $status -ne 124 ] || fail "$name was stopped at the limit of $limit s; --limit raises it; see $logs/$name.log"
  fail "$name failed with exit code $status; see $logs/$name.log"
}

# What an image is made of, as one hash: its recipe and the image it stands on.
recipe() { { cat "$@"; [ -z "${parent:-}" ] || docker image inspect --format '{{.Id}}' "$parent"; } | sha256sum | cut -c1-64; }

current() {
  [ -z "$force" ] &&
    [ "$(docker image inspect --format '{{index .Config.Labels "io.rivulet.recipe"}}' "$1" 2>/dev/null)" = "$2" ]
}

made() { say "$1 is ready, $(docker image inspect --format '{{.Size}}' "$1" | awk '{printf "%.0f MB", $1 / 1e6}')"; }

build() { # build IMAGE PARENT CONTEXT [docker build flags]
  image=$1; parent=$2; context=$3; shift 3
  hash=$(find "$context" -type f | LC_ALL=C sort | { set --; while read -r file; do set -- "$@" "$file"; done; recipe "$@"; })
  if current "$image" "$hash"; then say "$image is up to date"; return; fi
  say "$image: building"
  # shellcheck disable=SC2086 # the flags are a list
  step "$(basename "${image%%:*}")" docker build ${force:+--no-cache} --network "${RIVULET_BUILD_NETWORK:-bridge}" \
    --label "io.rivulet.recipe=$hash" --tag "$image" --build-arg "BASE_IMAGE=$parent" "$@" "$context"
  made "$image"
}

# The machine's own address of a Debian archive, by its label; a machine without one must name it.
archive() {
  apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 2>/dev/null | sed -n "s#^$1|\(.*[^/]\)/*\$#\1#p" | head -1
}

debian() {
  image=rivulet-local/debian:12
  parent=
  hash=$(recipe "$here/debian/tree.sh")
  if current "$image" "$hash"; then say "$image is up to date"; return; fi
  [ "$(id -u)" = 0 ] || fail "debootstrap needs root; run this as root"
  command -v debootstrap >/dev/null || fail "no debootstrap; deploy/images/engine.sh start installs it"
  mirror=$(archive Debian)
  security=$(archive Debian-Security)
  [ -n "$mirror" ] || fail "apt knows no Debian archive on this machine; add one to its sources"
  say "$image: debootstrap"
  tree=$scratch/debian
  step debootstrap "$here/debian/tree.sh" "$tree" "$mirror" $security
  say "$image: import"
  step debian-import sh -c "tar -C '$tree' --numeric-owner -c . |
    docker import --change 'LABEL io.rivulet.recipe=$hash' --change 'ENV LANG=C.UTF-8' --change 'CMD [\"bash\"]' - '$image'"
  made "$image"
}

kafka() {
  # The broker's version and its libraries' come from the project's own pom.
  context=$scratch/kafka
  mkdir -p "$context"
  cp -r "$here/kafka/." "$context"
  say "kafka: resolving jars"
  step kafka-jars mvn -B -q -f "$here/kafka/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
    "-DoutputDirectory=$context/libs"
  build rivulet-local/kafka:4.3.1 rivulet-local/jre:17 "$context"
}

for one in debian tiny jre maven mosquitto postgres kafka; do
  case " $wanted " in *" $one "*) ;; *) continue ;; esac
  case $one in
    debian) debian ;;
    tiny) build rivulet-local/tiny:1 rivulet-local/debian:12 "$here/tiny" ;;
    jre) build rivulet-local/jre:17 rivulet-local/debian:12 "$here/jre" ;;
    maven) build rivulet-local/maven:17 rivulet-local/debian:12 "$here/maven" ;;
    mosquitto) build rivulet-local/mosquitto:2 rivulet-local/debian:12 "$here/mosquitto" ;;
    postgres) build rivulet-local/postgres:15 rivulet-local/debian:12 "$here/postgres" ;;
    kafka) kafka ;;
  esac
done
say "done; logs in $logs"
