#!/bin/sh
# Makes the file tree of the Debian base image: tree.sh TREE MIRROR [SECURITY_MIRROR]. Needs root and debootstrap.
set -eu
tree=$1 mirror=$2 security=${3:-}

debootstrap --variant=minbase --include=ca-certificates bookworm "$tree" "$mirror"
{
  echo "deb $mirror bookworm main"
  echo "deb $mirror bookworm-updates main"
  [ -z "$security" ] || echo "deb $security bookworm-security main"
} >"$tree/etc/apt/sources.list"
# Daemons must not start while packages are installed into an image.
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
chmod +x "$tree/usr/sbin/policy-rc.d"
printf 'path-exclude /usr/share/%s/*\n' doc man locale >"$tree/etc/dpkg/dpkg.cfg.d/slim"
printf 'APT::Install-Recommends "false";\nAcquire::Retries "3";\n' >"$tree/etc/apt/apt.conf.d/90slim"
for authority in /usr/local/share/ca-certificates/*.crt; do
  [ ! -f "$authority" ] || cp "$authority" "$tree/usr/local/share/ca-certificates/"
done
chroot "$tree" sh -c 'update-ca-certificates && apt-get update && apt-get -y dist-upgrade && apt-get clean'
rm -rf "$tree"/var/lib/apt/lists/* "$tree"/var/cache/debconf/*-old \
  "$tree"/usr/share/doc/* "$tree"/usr/share/man/* "$tree"/usr/share/locale/*
