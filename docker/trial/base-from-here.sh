#!/bin/sh
# base-from-here.sh IMAGE [PATH...]: an image of this machine's own Node, the paths, and the libraries that they need.
# For places that can pull no image: it stands in for BASE. Nothing else is in it, not even a shell.
set -eu
image=$1
shift
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

put() {
  [ -e "$root$1" ] && return
  mkdir -p "$root$(dirname "$1")"
  cp -aL "$1" "$root$1"
}

mkdir -p "$root/usr/local/bin" "$root/etc"
mkdir -m 1777 "$root/tmp"
cp -L "$(command -v node)" "$root/usr/local/bin/node"
for path; do put "$path"; done
find "$root" -type f \( -perm -u+x -o -name '*.so' \) -exec ldd {} + 2>/dev/null |
  grep -o '/[^ :()]*' | grep -v "^$root" | sort -u |
  while read -r library; do put "$library"; done
echo 'root:x:0:0::/:/usr/sbin/nologin' >"$root/etc/passwd"
echo 'root:x:0:' >"$root/etc/group"
chmod 755 "$root"
tar -C "$root" --owner=0 --group=0 -c . |
  docker import --change 'ENV PATH=/usr/local/bin:/usr/bin:/bin' - "$image" >/dev/null
