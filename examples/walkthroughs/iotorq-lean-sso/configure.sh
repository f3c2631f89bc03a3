#!/bin/sh
# Makes Gatehouse behave like the product of the document, for one customer. The environment has the callback alias
# /oauth/complete, with or without a slash at the end (console, Settings, Environments).
#
# AUTHORITY_HOST is set where the Entra emulator stands in for login.microsoftonline.com.
#
# usage: configure.sh <host of the customer> <its redirect URI> <address of the application> <name of the customer> <its domain>
set -eu
host=$1 redirect_uri=$2 application=$3 customer=$4 domain=$5

value() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }

# Only people with an account get in, and their email must be the one of the account.
organization=$(gatehouse organizations create --name "$customer" --host "$host" \
  --domains domain="$domain",verified=true \
  --policy provisioning=known_only --policy match_by=email --json | value id)
connection=$(gatehouse connections create --organization-id "$organization" --type entra_oidc \
  --settings redirect_uri="$redirect_uri" \
  ${AUTHORITY_HOST:+--settings cloud=custom --settings authority_host="$AUTHORITY_HOST"} --json | value id)

client=$(gatehouse applications create --name 'ioTORQ LEAN' --redirect-uris "$application/callback" \
  --post-logout-redirect-uris "$application/" --initiate-login-uri "$application/sign-in" --json | value id)
secret=$(gatehouse applications create-secret "$client" --json | value client_secret)

echo "organization   $organization"
echo "connection     $connection"
echo "client id      $client"
echo "client secret  $secret"
