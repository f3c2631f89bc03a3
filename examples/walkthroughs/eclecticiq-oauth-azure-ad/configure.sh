#!/bin/sh
# Makes Gatehouse check access tokens like the product of the document. Each variable is a parameter of the document, with the
# default that it names there. The page in docs/walkthroughs has the table.
#
# GATEHOUSE_BASE_URL and GATEHOUSE_API_KEY name the gateway. AUTHORITY_HOST is set where the Entra emulator stands in for
# login.microsoftonline.com.
# usage: configure.sh <Directory (tenant) ID> <Application (client) ID of the API>
set -eu
tenant=$1 application=$2
: "${NAME_CLAIM:=oid}" "${EMAIL_CLAIM:=email}" "${GROUPS_CLAIM:=groups}" "${ROLES_CLAIM:=groups}"
: "${FIRSTNAME_CLAIM:=given_name}" "${LASTNAME_CLAIM:=family_name}"
: "${IS_ADMIN_CLAIM:=isEclecticIQAdmin}" "${ADMIN_GROUP:=EclecticIQAdminsGroup}"
: "${DEFAULT_GROUPS:=[]}" "${DEFAULT_ROLES:=[]}" "${DEBUG:=false}"

# A person must be in a group that is known here. With default groups everybody is in one.
require_group='"known"'
[ "$DEFAULT_GROUPS" = '[]' ] || require_group=false

value() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }

organization=$(gatehouse organizations create --name 'Contoso Ltd' \
  --policy default_groups:="$DEFAULT_GROUPS" --policy default_roles:="$DEFAULT_ROLES" --policy default_role:=null \
  --policy require_group:="$require_group" --json | value id)
resource=$(gatehouse api-resources create --name 'Intelligence Center' --application-id "$application" --enabled \
  ${AUTHORITY_HOST:+--cloud custom --authority-host "$AUTHORITY_HOST"} --accepts-v1 --match-group-names \
  --required-scopes access_as_user \
  --claims subject="$NAME_CLAIM" --claims email="$EMAIL_CLAIM" \
  --claims given_name="$FIRSTNAME_CLAIM" --claims family_name="$LASTNAME_CLAIM" \
  --claims groups="$GROUPS_CLAIM" --claims roles="$ROLES_CLAIM" \
  --claims "is_admin:={\"claim\":\"$IS_ADMIN_CLAIM\",\"value\":\"is_admin\"}" --admin-group "$ADMIN_GROUP" \
  --debug "$DEBUG" --json | value id)
gatehouse api-resources add-tenant "$resource" --organization-id "$organization" --tenant-id "$tenant" --quiet >/dev/null

echo "organization  $organization"
echo "resource      $resource"
