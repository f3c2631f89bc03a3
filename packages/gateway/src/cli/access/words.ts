/** Says in words what a token says of itself. Nothing of it is verified. */
import { timeText } from '@gatehouse-sso/core/clock-difference'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { type AccessTokenFacts, readEntraAccessToken } from '@gatehouse-sso/core/oauth/entra-access-token'
import { isGraphAudience } from '@gatehouse-sso/core/oauth/graph-audience'
import { textClaim } from '@gatehouse-sso/core/oidc/claims'
import { millisecondsOf } from '@gatehouse-sso/core/time'

export const tokenKinds = [
  'entra_access_token',
  'entra_id_token',
  'graph_access_token',
  'gatehouse_access_token',
  'logout_token',
  'other',
] as const

export type TokenKind = (typeof tokenKinds)[number]

export interface TokenWords {
  readonly kind: TokenKind
  /** One sentence. */
  readonly sentence: string
  /** Names and values, in the order in which they are shown. */
  readonly rows: readonly (readonly [name: string, value: string])[]
}

const clientProofs: Readonly<Record<string, string>> = {
  '0': 'a public client, without a secret',
  '1': 'proved by a client secret',
  '2': 'proved by a certificate or a federated credential',
}

/** @param now milliseconds since 1970 */
export function tokenWords(unverified: UnverifiedJwt, now: number): TokenWords {
  const facts = readEntraAccessToken(unverified)
  const kind = kindOf(unverified, facts)
  return { kind, sentence: sentenceOf(kind, facts, unverified), rows: rowsOf(kind, facts, unverified, now) }
}

function kindOf({ header, claims }: UnverifiedJwt, facts: AccessTokenFacts): TokenKind {
  if (header.nonce !== undefined || (facts.audience !== null && isGraphAudience(facts.audience))) {
    return 'graph_access_token'
  }
  if (typeof claims.events === 'object') return 'logout_token'
  if (facts.tenant_id === null || facts.version === null) {
    return /^(application\/)?at\+jwt$/i.test(header.typ ?? '') ? 'gatehouse_access_token' : 'other'
  }
  return facts.client_id === null || 'nonce' in claims ? 'entra_id_token' : 'entra_access_token'
}

function sentenceOf(kind: TokenKind, { version, kind: of }: AccessTokenFacts, { claims }: UnverifiedJwt): string {
  const number = version === 'v1' ? '1.0' : '2.0'
  if (kind === 'graph_access_token') {
    return 'An access token for Microsoft Graph. No other API can verify it: ask Entra for a scope of your API.'
  }
  if (kind === 'entra_access_token') return `An access token of Microsoft Entra ID, version ${number}, ${holder[of]}.`
  if (kind === 'entra_id_token') {
    return 'An ID token of Microsoft Entra ID. It is for the application itself, and no API accepts it.'
  }
  if (kind === 'logout_token') return 'A logout token, which says that a session has ended.'
  if (kind === 'gatehouse_access_token') return 'An access token (`at+jwt`), as Gatehouse makes them for an API.'
  const isIdToken = 'nonce' in claims || 'auth_time' in claims
  return isIdToken ? 'An ID token. It is for the application itself, and no API accepts it.' : 'A signed token (JWT).'
}

const holder: Readonly<Record<AccessTokenFacts['kind'], string>> = {
  delegated: 'for a person (delegated)',
  app_only: 'for a program without a person (app-only)',
  none: 'without any permission',
}

function rowsOf(kind: TokenKind, facts: AccessTokenFacts, { claims }: UnverifiedJwt, now: number): TokenWords['rows'] {
  const isEntra = kind !== 'gatehouse_access_token' && kind !== 'other' && kind !== 'logout_token'
  const proof = clientProofs[textClaim(claims, 'azpacr') ?? textClaim(claims, 'appidacr') ?? '']
  const client = facts.client_id ?? textClaim(claims, 'client_id') ?? textClaim(claims, 'azp')
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [facts.kind === 'app_only' ? 'program' : 'person', personOf(facts, claims, isEntra)],
    ['tenant', facts.tenant_id],
    ['organization', textClaim(claims, 'org_id')],
    ['client', client === undefined ? null : [client, proof && `(${proof})`].filter(Boolean).join(' ')],
    ['issuer', facts.issuer],
    ['audience', [claims.aud].flat().join(', ')],
    ['scopes', isEntra ? facts.scopes.join(', ') : textClaim(claims, 'scope')],
    ['roles', facts.roles.join(', ')],
    ['issued', timeOf(claims.iat, now)],
    ['valid from', claims.nbf === claims.iat ? null : timeOf(claims.nbf, now)],
    ['expires', timeOf(claims.exp, now)],
  ]
  return rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []))
}

function personOf({ object_id }: AccessTokenFacts, claims: UnverifiedJwt['claims'], isEntra: boolean): string {
  const names = ['name', 'preferred_username', 'upn', 'unique_name', 'email'].flatMap(
    (name) => textClaim(claims, name) ?? [],
  )
  const id = isEntra ? object_id : textClaim(claims, 'sub')
  return [...new Set(names), ...(id ? [`${isEntra ? 'oid' : 'sub'} ${id}`] : [])].join(', ')
}

function timeOf(seconds: unknown, now: number): string | null {
  if (typeof seconds !== 'number') return null
  const at = millisecondsOf(seconds)
  return `${timeText(at)}, ${at >= now ? `in ${span(at - now)}` : `${span(now - at)} ago`}`
}

/** `1 hour 14 minutes` */
function span(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return 'less than a minute'
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(([count, unit]) => `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ')
}
