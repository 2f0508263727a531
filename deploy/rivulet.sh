#!/bin/sh
# The container's entry point: rivulet ROLE [ARGUMENTS]. JAVA_OPTS adds flags for the JVM.
# Out of memory ends the process, so that the restart policy can act; half a bridge is worse than none.
# shellcheck disable=SC2086 # the options are a list
exec java -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError ${JAVA_OPTS:-} \
  -cp '/opt/rivulet/lib/*' io.rivulet.onebox.cli.Rivulet "$@"
