/**
 * An issuer of access tokens for tests, in memory: it signs whatever it is told to, publishes keys, and counts what is
 * fetched from it. The clock stands still until a test moves it.
 */
import type { Claims } from '@gatehouse-sso/core/oidc/claims'

export const tenant_id = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
export const other_tenant_id = '9a1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4c'
export const api_id = '5d6e7f80-9a1b-4c2d-8e3f-405162738495'
export const script_id = '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'
export const ada = 'd4e5f607-1829-4a3b-8c4d-5e6f70819203'
export const login = 'https://login.microsoftonline.com'
export const entra_issuer = `${login}/${tenant_id}/v2.0`
export const sso = 'https://sso.example'

export interface SigningKey {
  readonly kid: string
  readonly alg: 'RS256' | 'ES256'
  readonly private_key: CryptoKey
  readonly public_jwk: Record<string, unknown>
}

const kinds = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
}

export async function newKey(kid: string, alg: SigningKey['alg'] = 'RS256', bits = 2048): Promise<SigningKey> {
  const algorithm = { ...kinds[alg], ...(alg === 'RS256' ? { modulusLength: bits } : {}) }
  const pair = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
  const { kty, n, e, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const members = kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y }
  return { kid, alg, private_key: pair.privateKey, public_jwk: { ...members, kid, use: 'sig' } }
}

const encode = (value: string | Uint8Array): string => Buffer.from(value).toString('base64url')

/** @param header members that replace those of the key, `undefined` for none */
export async function sign(key: SigningKey, claims: unknown, header: object = {}): Promise<string> {
  const head = JSON.stringify({ typ: 'JWT', alg: key.alg, kid: key.kid, ...header })
  const body = typeof claims === 'string' ? claims : JSON.stringify(claims)
  const input = `${encode(head)}.${encode(body)}`
  const bytes = await crypto.subtle.sign(kinds[key.alg], key.private_key, Buffer.from(input))
  return `${input}.${encode(new Uint8Array(bytes))}`
}

export interface World {
  /** Milliseconds since 1970. */
  now: number
  /** Address → document, status, or a function of the headers of the request. */
  readonly documents: Map<string, unknown>
  /** Addresses in the order in which they were fetched. */
  readonly fetched: string[]
  /** The functions of timers. */
  readonly timers: (() => void)[]
  repeat(every_ms: number, run: () => void): () => void
  readonly fetch: typeof fetch
  /** Fetched addresses since the last call. */
  news(): string[]
}

export const discovery_url = `${entra_issuer}/.well-known/openid-configuration`
export const jwks_uri = `${login}/${tenant_id}/discovery/v2.0/keys`

export function startWorld(...keys: readonly SigningKey[]): World {
  const documents = new Map<string, unknown>([
    [discovery_url, { issuer: entra_issuer, jwks_uri, cloud_instance_name: 'microsoftonline.com' }],
    [jwks_uri, { keys: keys.map(({ public_jwk }) => public_jwk) }],
  ])
  const fetched: string[] = []
  const timers: World['timers'] = []
  return {
    now: Date.UTC(2026, 10, 26, 12),
    documents,
    fetched,
    timers,
    repeat(_, run) {
      timers.push(run)
      return () => timers.splice(timers.indexOf(run), 1)
    },
    fetch: async (input, init) => {
      const address = String(input)
      fetched.push(address)
      const found = documents.get(address)
      const answer: unknown = typeof found === 'function' ? await found(new Headers(init?.headers), init?.body) : found
      if (answer instanceof Response) return answer
      if (answer === undefined) throw new TypeError('connect ECONNREFUSED')
      return typeof answer === 'number' ? new Response(null, { status: answer }) : Response.json(answer)
    },
    news: () => fetched.splice(0),
  }
}

/** A token of Ada through the script, good now. */
export function personClaims({ now }: Pick<World, 'now'>, change: Claims = {}): Claims {
  const iat = Math.floor(now / 1000)
  return {
    ...{ aud: api_id, iss: entra_issuer, iat, nbf: iat, exp: iat + 3600, azp: script_id, oid: ada, sub: 'pairwise' },
    ...{ scp: 'access_as_user', tid: tenant_id, ver: '2.0', name: 'Ada Muster', email: 'ada@contoso.example' },
    ...{ groups: ['engineers'], uti: 'u' },
    ...change,
  }
}

/** The policy of the gateway for the same API. */
export function policyDocument(change: object = {}): Record<string, unknown> {
  return {
    object: 'api_resource_policy',
    id: resource_id,
    ...{ enabled: true, mode: 'local', introspection_endpoint: `${sso}/oauth/introspect` },
    ...{ application_id: api_id, audiences: [api_id, `api://${api_id}`], accepts_v1: false },
    ...{ allowed_clients: [script_id], required_scopes: ['access_as_user'], required_app_roles: [] },
    ...{ allow_app_only: false, required_acr: null, match_case: 'exact' },
    claims: {
      ...{ subject: 'oid', email: 'email', name: 'name', given_name: 'given_name', family_name: 'family_name' },
      ...{ groups: 'groups', roles: 'groups', is_admin: null, custom_attributes: {} },
    },
    tenants: [
      {
        ...{ tenant_id, organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h', allowed_clients: [] },
        ...{ issuers: [entra_issuer], discovery_url },
      },
    ],
    suspended: [],
    ...change,
  }
}

export const resource_id = 'res_01jd2x3y4z5a6b7c8d9e0f1g34'
export const policy_url = `${sso}/v1/api_resources/${resource_id}/policy`

/** Publishes a policy with an ETag, as the gateway does. */
export function publishPolicy({ documents }: World, document: object): void {
  const etag = `"${hashOf(JSON.stringify(document))}"`
  documents.set(policy_url, (headers: Headers) =>
    headers.get('if-none-match') === etag
      ? new Response(null, { status: 304 })
      : Response.json(document, { headers: { etag } }),
  )
}

function hashOf(text: string): string {
  let hash = 7
  for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) % 2 ** 31
  return hash.toString(36)
}
