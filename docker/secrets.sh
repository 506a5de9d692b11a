#!/bin/sh
# Makes the secrets of the compose files where there are none: the master key, and the password of the keys' database.
# The folder is for its owner alone; in it the files can be read by all, since a container's user is another one.
set -eu
cd "$(dirname "$0")"
mkdir -p -m 700 secrets
for name in master.key keys.password; do
  [ -e "secrets/$name" ] && continue
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"secrets/$name"
  chmod 444 "secrets/$name"
done
