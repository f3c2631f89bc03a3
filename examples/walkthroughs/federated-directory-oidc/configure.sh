#!/bin/sh
# Makes Gatehouse behave like the product of the document, for one directory: only people who are known get in, and the
# user name decides who they are.
#
# usage: configure.sh <address of the application> <name of the directory> <its email domain>
set -eu
application=$1 directory=$2 domain=$3

value() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }

organization=$(gatehouse organizations create --name "$directory" --domains domain="$domain",verified=true \
  --policy provisioning=known_only --policy match_by=preferred_username --policy match_case=exact --json | value id)
client=$(gatehouse applications create --name 'Federated Directory' --redirect-uris "$application/callback" \
  --post-logout-redirect-uris "$application/" --json | value id)
secret=$(gatehouse applications create-secret "$client" --json | value client_secret)

echo "organization   $organization"
echo "client id      $client"
echo "client secret  $secret"
