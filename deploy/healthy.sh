#!/bin/bash
# Healthy when /health/ready on RIVULET_HEALTH_PORT answers 200. Neither curl nor wget is in every base image, bash is.
exec 3<>"/dev/tcp/127.0.0.1/${RIVULET_HEALTH_PORT:-8081}" || exit 1
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 answer <&3
[[ $answer == HTTP/1.?\ 200* ]] || { echo "not ready: $answer"; exit 1; }
