#!/bin/sh
set -e
# A volume made by another user is handed over; mosquitto drops root by itself.
[ "$(id -u)" != 0 ] || chown -R mosquitto:mosquitto /mosquitto/data /mosquitto/log 2>/dev/null || true
exec "$@"
