import { isSamlFaultName, type SamlFaultName, samlFaultNames } from './saml-fault-list.ts'

/**
 * Every fault of OpenID Connect with a sentence about it. README.md names all of them, and a test compares. Those of SAML
 * are in saml-fault-list.ts.
 */
export const faultList = {
  error:
    'Entra answers with an error of your choice (`code`), where it does so in reality, or at one of its places (`at`).',
  'wrong-nonce': 'The ID token has another nonce than the request.',
  'missing-nonce': 'The ID token has no nonce.',
  'wrong-issuer': 'Tokens have the issuer of a tenant that does not exist, and keep their tid.',
  'issuer-placeholder': 'Tokens have the template with {tenantid} as their issuer.',
  'wrong-tenant': 'Tokens have the tid of another tenant, and keep their issuer.',
  'wrong-audience': 'Tokens are for another application.',
  expired:
    'Tokens expired an hour ago, as if the emulator’s clock were 2 hours behind. Switch it off to set them right.',
  'not-yet-valid':
    'Tokens become valid in an hour, as if the emulator’s clock were 65 minutes ahead. Switch it off to set them right.',
  'missing-oid': 'Tokens have no oid.',
  'missing-expiry': 'Tokens have no exp.',
  'no-email': 'ID tokens have no email, even if the directory has one.',
  'unverified-email': 'ID tokens have xms_edov false.',
  'edov-true': 'ID tokens have xms_edov true.',
  'edov-text': 'ID tokens have xms_edov as the text "1".',
  'group-overage': 'Tokens have the pointer for more than 200 groups instead of groups.',
  'has-groups': 'Tokens have hasgroups true instead of groups, as a token in a redirect has for more than 5.',
  'key-rotated': 'A new key is made for each answer with tokens and signs it at once, before anybody could fetch it.',
  'unknown-kid': 'Tokens name a key that is not published.',
  'bad-signature': 'One bit of the signature of tokens is wrong.',
  'alg-none': 'Tokens are not signed and have alg none.',
  'alg-hs256': 'Tokens are signed with HMAC, with the public key as the shared secret.',
  'foreign-key': 'Tokens are signed with the published key of another cloud.',
  'consumer-key': 'Tokens are signed with the published key for personal accounts.',
  'no-id-token': '/token answers without an ID token.',
  'secret-expired': '/token answers that the client secret has expired (7000222).',
  'code-redeemed': '/token answers that the code was already redeemed (54005).',
  'mfa-on-refresh': 'A refresh is answered with interaction_required and a claims challenge (50076).',
  'revoked-on-refresh': 'A refresh is answered with invalid_grant, because the grant was revoked (50173).',
  'token-slow': '/token answers after some seconds (`seconds`, default 5).',
  'token-hangs': '/token does not answer until the client gives up.',
  'token-429': '/token answers 429 with Retry-After (`seconds`, default 5).',
  'token-500': '/token answers 500 with an HTML page instead of JSON.',
  'token-503': '/token answers 503 with temporarily_unavailable.',
  'wrong-state': 'The redirect from /authorize has another state than the request.',
  'missing-state': 'The redirect from /authorize has no state.',
  'authorize-server-error': '/authorize redirects back with server_error.',
  'authorize-blocked': '/authorize redirects back with interaction_required: Conditional Access (53003).',
  'discovery-slow': 'Discovery answers after some seconds (`seconds`, default 5).',
  'discovery-hangs': 'Discovery does not answer until the client gives up.',
  'discovery-429': 'Discovery answers 429 with Retry-After (`seconds`, default 5).',
  'discovery-500': 'Discovery answers 500 with an HTML page instead of JSON.',
  'discovery-503': 'Discovery answers 503.',
  'discovery-wrong-issuer': 'Discovery has the issuer of a tenant that does not exist.',
  'jwks-429': 'The key set answers 429 with Retry-After (`seconds`, default 5).',
  'jwks-500': 'The key set answers 500.',
  'jwks-503': 'The key set answers 503.',
  'jwks-empty': 'The key set is empty.',
  'jwks-slow': 'The key set comes after some seconds (`seconds`, default 5).',
  'jwks-hangs': 'The key set does not come until the client gives up.',
  'graph-slow': 'Microsoft Graph answers after some seconds (`seconds`, default 5).',
  'graph-hangs': 'Microsoft Graph does not answer until the client gives up.',
  'graph-403': 'Microsoft Graph answers 403, insufficient privileges.',
  'graph-429': 'Microsoft Graph answers 429 with Retry-After (`seconds`, default 5).',
  'graph-500': 'Microsoft Graph answers 500.',
  'graph-503': 'Microsoft Graph answers 503.',
  'userinfo-wrong-sub': 'userinfo answers with the sub of another user.',
} as const satisfies Readonly<Record<string, string>>

export type FaultName = keyof typeof faultList

export type AnyFaultName = FaultName | SamlFaultName

export const faultNames: readonly AnyFaultName[] = [...Object.keys(faultList).filter(isFaultName), ...samlFaultNames]

export function isFaultName(name: unknown): name is AnyFaultName {
  return typeof name === 'string' && (Object.hasOwn(faultList, name) || isSamlFaultName(name))
}

/** Where each fault acts, in the order of the lists that people read. */
export const faultPlaces: readonly { readonly place: string; readonly names: readonly AnyFaultName[] }[] = [
  { place: 'Any error', names: ['error'] },
  {
    place: 'Tokens',
    names: [
      'wrong-issuer',
      'issuer-placeholder',
      'wrong-tenant',
      'wrong-audience',
      'expired',
      'not-yet-valid',
      'missing-oid',
      'missing-expiry',
      'group-overage',
      'has-groups',
    ],
  },
  {
    place: 'Signature',
    names: ['key-rotated', 'unknown-kid', 'bad-signature', 'alg-none', 'alg-hs256', 'foreign-key', 'consumer-key'],
  },
  {
    place: 'ID token',
    names: ['wrong-nonce', 'missing-nonce', 'no-email', 'unverified-email', 'edov-true', 'edov-text'],
  },
  {
    place: '/token',
    names: [
      'no-id-token',
      'secret-expired',
      'code-redeemed',
      'mfa-on-refresh',
      'revoked-on-refresh',
      'token-slow',
      'token-hangs',
      'token-429',
      'token-500',
      'token-503',
    ],
  },
  { place: '/authorize', names: ['wrong-state', 'missing-state', 'authorize-server-error', 'authorize-blocked'] },
  {
    place: 'Discovery, keys',
    names: [
      'discovery-slow',
      'discovery-hangs',
      'discovery-429',
      'discovery-500',
      'discovery-503',
      'discovery-wrong-issuer',
      'jwks-slow',
      'jwks-hangs',
      'jwks-429',
      'jwks-500',
      'jwks-503',
      'jwks-empty',
    ],
  },
  {
    place: 'Graph',
    names: ['graph-slow', 'graph-hangs', 'graph-403', 'graph-429', 'graph-500', 'graph-503', 'userinfo-wrong-sub'],
  },
  { place: 'SAML', names: samlFaultNames },
]
