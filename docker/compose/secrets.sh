#!/bin/sh
# Makes the passwords of compose.yaml, once, in docker/compose/secrets. The folder is for its owner only; the files in it
# can be read by all, because the users inside the containers are others.
set -eu
folder=$(dirname "$0")/secrets
mkdir -p -m 0700 "$folder"
for name in postgres-password ingest-password grafana-password; do
    [ -e "$folder/$name" ] || head -c 24 /dev/urandom | base64 | tr -d '/+=\n' >"$folder/$name"
    chmod 0644 "$folder/$name"
done
echo "passwords are in $folder"
