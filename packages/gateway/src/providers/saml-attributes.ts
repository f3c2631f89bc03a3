/** The names under which identity providers send what people are called. */
import type { AttributeRules } from '@gatehouse-sso/core/mapping/profile'

const microsoft = 'http://schemas.microsoft.com/identity/claims'
const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const windows = 'http://schemas.microsoft.com/ws/2008/06/identity/claims'

/** The claims of Entra ID and AD FS. */
export const microsoftClaims = {
  tenant_id: `${microsoft}/tenantid`,
  object_id: `${microsoft}/objectidentifier`,
  identity_provider: `${microsoft}/identityprovider`,
  groups_link: 'http://schemas.microsoft.com/claims/groups.link',
  methods: 'http://schemas.microsoft.com/claims/authnmethodsreferences',
  upn: `${soap}/upn`,
  name: `${soap}/name`,
} as const

/** A NameID is under these names among the attributes; the second one only where its format says that it is an email. */
export const nameIdClaim = 'name_id'
export const nameIdEmailClaim = 'name_id_email'

export const entraEmails = [`${soap}/emailaddress`]

export const entraAttributes: AttributeRules = {
  identifier: [microsoftClaims.object_id],
  email: entraEmails,
  name: [`${microsoft}/displayname`],
  given_name: [`${soap}/givenname`],
  family_name: [`${soap}/surname`],
  preferred_username: [microsoftClaims.name],
  groups: [`${windows}/groups`],
  roles: [`${windows}/role`],
}

export const usualEmails = ['email', 'mail', 'urn:oid:0.9.2342.19200300.100.1.3', ...entraEmails]

/** Plain names first, then the LDAP names of Shibboleth (urn:oid), then the claims of AD FS. */
export const usualAttributes: AttributeRules = {
  identifier: [nameIdClaim],
  email: [...usualEmails, nameIdEmailClaim],
  name: ['name', 'displayName', 'urn:oid:2.16.840.1.113730.3.1.241', 'cn', `${microsoft}/displayname`],
  given_name: ['firstName', 'givenName', 'given_name', 'urn:oid:2.5.4.42', `${soap}/givenname`],
  family_name: ['lastName', 'sn', 'surname', 'family_name', 'urn:oid:2.5.4.4', `${soap}/surname`],
  preferred_username: ['username', 'preferred_username', 'uid', microsoftClaims.upn, microsoftClaims.name, nameIdClaim],
  groups: ['groups', 'memberOf', `${windows}/groups`, 'http://schemas.xmlsoap.org/claims/Group'],
  roles: ['roles', `${windows}/role`],
}
