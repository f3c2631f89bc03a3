/**
 * Reads the claims of an access token from Microsoft Entra ID, in version 1.0 or 2.0, without trusting any of them.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
import type { UnverifiedJwt } from '../jwt.ts'
import { type Claims, textClaim } from '../oidc/claims.ts'

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The claims of an access token about itself. Ids are in lower case; `null` where there is none, or where it has the wrong form. */
export interface AccessTokenFacts {
  readonly version: 'v1' | 'v2' | null
  readonly issuer: string | null
  readonly audience: string | null
  readonly tenant_id: string | null
  /** The `oid` of a person or of a program's service principal. */
  readonly object_id: string | null
  /** The application that asked for the token: `azp` in version 2.0, `appid` in version 1.0. */
  readonly client_id: string | null
  /** `none`: a token with no permission at all. */
  readonly kind: 'delegated' | 'app_only' | 'none'
  readonly scopes: readonly string[]
  readonly roles: readonly string[]
  /** Authentication contexts of Conditional Access. */
  readonly acrs: readonly string[]
  /** Entra's own name of the token, for a search in its logs. */
  readonly token_id: string | null
}

export function readEntraAccessToken({ claims }: Pick<UnverifiedJwt, 'claims'>): AccessTokenFacts {
  const version = { '1.0': 'v1', '2.0': 'v2' }[textClaim(claims, 'ver') ?? ''] as
    | AccessTokenFacts['version']
    | undefined
  const scopes = (textClaim(claims, 'scp') ?? '').split(' ').filter((scope) => scope !== '')
  const roles = texts(claims.roles)
  return {
    version: version ?? null,
    issuer: textClaim(claims, 'iss') ?? null,
    audience: textClaim(claims, 'aud') ?? null,
    tenant_id: idClaim(claims, 'tid'),
    object_id: idClaim(claims, 'oid'),
    client_id: idClaim(claims, version === 'v1' ? 'appid' : 'azp'),
    kind: kindOf(claims, scopes, roles),
    scopes,
    roles,
    acrs: texts(claims.acrs),
    token_id: textClaim(claims, 'uti')?.slice(0, 100) ?? null,
  }
}

/** A token of a program says so (`idtyp`). Older registrations do not: there the subject is the service principal itself. */
function kindOf(claims: Claims, scopes: readonly string[], roles: readonly string[]): AccessTokenFacts['kind'] {
  if (claims.idtyp === 'app') return 'app_only'
  if (scopes.length > 0) return 'delegated'
  const isPrincipal = claims.idtyp === undefined && claims.sub === claims.oid
  return isPrincipal && roles.length > 0 ? 'app_only' : 'none'
}

function idClaim(claims: Claims, name: string): string | null {
  const text = textClaim(claims, name)
  return text !== undefined && guid.test(text) ? text.toLowerCase() : null
}

const none: readonly string[] = Object.freeze([])

function texts(value: unknown): readonly string[] {
  if (value === undefined) return none
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((entry): entry is string => typeof entry === 'string' && entry !== '')
}
