#!/bin/sh
# Makes an environment of Gatehouse behave like the product of the document, for one customer with SAML. Run it once for each
# environment: GATEHOUSE_API_KEY belongs to one.
#
# usage: configure.sh <address of the gateway> <address of the application> <name of the customer> <Identifier (Entity ID)> \
#   [<organization>]
# With an organization, which uses OpenID Connect already, only the connection is made.
set -eu
gateway=$1 application=$2 customer=$3 identifier=$4 organization=${5:-}

value() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }

has_organization=$organization
[ -n "$organization" ] || organization=$(gatehouse organizations create --name "$customer" --json | value id)

# The Reply URL is the fixed one that all customers of the product register, and so is the Identifier of an environment.
# The attributes come under the names of the document.
connection=$(gatehouse connections create --organization-id "$organization" --type entra_saml \
  --settings redirect_uri="$gateway/sso/callback/saml" --settings sp_entity_id="$identifier" \
  --mapping 'identifier:=["identifier"]' --mapping 'name:=["displayName"]' --mapping 'email:=["email"]' --json | value id)
echo "organization   $organization"
echo "connection     $connection"
[ -z "$has_organization" ] || exit 0

# The application is the same as with OpenID Connect: it gets the three claims under the names of the document.
client=$(gatehouse applications create --name 'IQNECT' --redirect-uris "$application/callback" \
  --post-logout-redirect-uris "$application/" \
  --output-claims displayName=name --output-claims identifier=identifier --json | value id)
secret=$(gatehouse applications create-secret "$client" --json | value client_secret)
echo "client id      $client"
echo "client secret  $secret"
