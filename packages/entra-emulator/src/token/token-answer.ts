import type { Person } from '../claims/person.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { grantedValues, missingConsent, scopeInAnswer } from '../scopes/consent.ts'
import { type ResolvedScope, type Resource, resolveScopes } from '../scopes/resource.ts'
import { isOpenIdScope, type RequestedScope, readScopes } from '../scopes/scope.ts'
import type { IssuedRefreshToken } from './grant.ts'
import { drawTokenFaults, issueAccessToken, issueIdToken } from './issue-tokens.ts'

/** The response of /token, in Entra's order. */
export interface TokenAnswer {
  readonly token_type: 'Bearer'
  readonly scope?: string
  readonly expires_in: number
  readonly ext_expires_in: number
  readonly access_token: string
  readonly refresh_token?: string
  readonly id_token?: string
  readonly client_info?: string
}

/** The parameter `client_info`, which identifies the account for MSAL. */
export function clientInfo({ tenant, user }: Pick<Person, 'tenant' | 'user'>): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString('base64url')
}

/**
 * Chooses the API of the access token: the one named at /token, else the first of the authorize request, else Graph.
 * @throws EntraError 28000 if several are named at /token
 */
function chooseResource(scopes: readonly ResolvedScope[], named: string | undefined): Resource | undefined {
  const resources = scopes.filter(({ value }) => !isOpenIdScope(value)).map(({ resource }) => resource)
  if (named !== undefined && new Set(resources.map(({ app_id }) => app_id)).size > 1) {
    throw new EntraError(28000, { scope: named })
  }
  return resources[0] ?? scopes[0]?.resource
}

const ninetyDays = 90 * 86_400_000
const oneDay = 86_400_000

/** A single-page application gets a refresh token for one fixed day, others get one for 90 days from the last use. */
function issueRefreshToken(emulation: Emulation, person: Person, before: IssuedRefreshToken | undefined): string {
  const { clock, entropy, refresh_tokens } = emulation
  const text = `1.AS4A${entropy(600).toString('base64url')}`
  const isSpa = person.grant.platform === 'spa'
  refresh_tokens.set(text, {
    grant: person.grant,
    issued_at: clock.now(),
    expires_at: isSpa && before ? before.expires_at : clock.now() + (isSpa ? oneDay : ninetyDays),
  })
  return text
}

export interface AnswerRequest {
  /** The parameter `scope` of the request to /token, if there was one. */
  readonly scope: string | undefined
  readonly nonce: string | undefined
  readonly client_authentication: '0' | '1' | '2'
  /** The used refresh token. */
  readonly before: IssuedRefreshToken | undefined
}

/**
 * Makes the tokens for a person's grant. Consent is checked again each time.
 * @throws EntraError 28000, 500011, 650053, 65001, 70011
 */
export async function answerWithTokens(
  emulation: Emulation,
  person: Person,
  request: AnswerRequest,
): Promise<TokenAnswer> {
  const { tenant, user, client, grant } = person
  const requested: readonly RequestedScope[] = request.scope === undefined ? grant.scopes : readScopes(request.scope)
  const resolved = resolveScopes(emulation.directory, tenant, client, requested, emulation.address.baseUrl())
  const resource = chooseResource(resolved, request.scope)
  if (!resource) throw new EntraError(70011, { scope: request.scope ?? '' })
  if (missingConsent(tenant, client, user, resolved).length > 0) {
    throw new EntraError(65001, { app: client.appId, name: client.displayName }, { suberror: 'consent_required' })
  }
  const ofResource = resolved.filter((scope) => scope.resource.app_id === resource.app_id)
  const values = grantedValues(tenant, client, user, ofResource)

  const faults = drawTokenFaults(emulation, tenant.id)
  if (faults.has('key-rotated')) await emulation.keys.rotate()
  const access = await issueAccessToken(emulation, person, resource, values, request.client_authentication, faults)
  const asks = (scope: string): boolean => [...grant.scopes, ...requested].some(({ value }) => value === scope)
  const withIdToken = asks('openid') && !emulation.faults.draw(tenant.id, ['no-id-token']).has('no-id-token')
  return {
    token_type: 'Bearer',
    scope: scopeInAnswer(resource, values),
    expires_in: access.expires_in,
    ext_expires_in: access.expires_in,
    access_token: access.access_token,
    ...(asks('offline_access') ? { refresh_token: issueRefreshToken(emulation, person, request.before) } : {}),
    ...(withIdToken
      ? {
          id_token: await issueIdToken(
            emulation,
            person,
            { nonce: request.nonce, c_hash: undefined, carrier: 'token' },
            faults,
          ),
        }
      : {}),
    ...(grant.client_info ? { client_info: clientInfo(person) } : {}),
  }
}
