#!/usr/bin/env bash
# Makes .env and deploy/secrets/ for docker-compose.yml, each with new secrets; keeps those that are there.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077

secret() {
  head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'
}

if [ ! -e .env ]; then
  while IFS= read -r line; do
    echo "${line/%=/=$(secret)}"
  done < deploy/.env.example > .env
fi

mkdir -p deploy/secrets
for key in gateway-key ballot-key survey-key; do
  if [ ! -e "deploy/secrets/$key" ]; then
    secret > "deploy/secrets/$key"
    # The folder keeps others on this machine out; the container's own user has to read the file.
    chmod 644 "deploy/secrets/$key"
  fi
done
