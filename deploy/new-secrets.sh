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

if [ ! -e deploy/secrets/gateway-key ]; then
  mkdir -p deploy/secrets
  secret > deploy/secrets/gateway-key
  # The folder keeps others on this machine out; the container's own user has to read the file.
  chmod 644 deploy/secrets/gateway-key
fi
