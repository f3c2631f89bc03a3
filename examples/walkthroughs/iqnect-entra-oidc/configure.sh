#!/bin/sh
# Makes an environment of Gatehouse behave like the product of the document, for one customer. Run it once for each
# environment: GATEHOUSE_API_KEY belongs to one.
#
# usage: configure.sh <address of the gateway> <address of the application> <name of the customer>
set -eu
gateway=$1 application=$2 customer=$3

value() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }

# The customer and its connection. The redirect URI is the fixed one that all customers of the product register.
organization=$(gatehouse organizations create --name "$customer" --json | value id)
connection=$(gatehouse connections create --organization-id "$organization" --type entra_oidc \
  --settings redirect_uri="$gateway/sso/callback/oidc" \
  --mapping 'identifier:=["oid"]' --mapping 'name:=["name"]' --mapping 'email:=["email"]' --json | value id)

# The application gets the three claims under the names of the document.
client=$(gatehouse applications create --name 'IQNECT' --redirect-uris "$application/callback" \
  --post-logout-redirect-uris "$application/" \
  --output-claims displayName=name --output-claims identifier=identifier --json | value id)
secret=$(gatehouse applications create-secret "$client" --json | value client_secret)

echo "organization   $organization"
echo "connection     $connection"
echo "client id      $client"
echo "client secret  $secret"
