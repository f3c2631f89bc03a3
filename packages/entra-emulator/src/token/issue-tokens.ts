import { accessTokenClaims } from '../claims/access-token.ts'
import type { Claims } from '../claims/claim-order.ts'
import { graphTokenClaims } from '../claims/graph-token.ts'
import { type IdTokenRequest, idTokenClaims } from '../claims/id-token.ts'
import type { Person } from '../claims/person.ts'
import { signGraphToken, signToken } from '../claims/sign-token.ts'
import { accessTokenSeconds } from '../claims/token-times.ts'
import type { Application } from '../directory/application.ts'
import type { Emulation } from '../emulation.ts'
import { idTokenFaults, tokenFaults, withFaults } from '../faults/claim-faults.ts'
import type { Drawn } from '../faults/faults.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { Resource } from '../scopes/resource.ts'

/** The key for a token of this audience: the one of a fault or of `sign-with`, else the application's own. */
async function keyFor({ keys }: Emulation, audience: Application, faults: Drawn): Promise<SigningKey> {
  const kind = faults.has('foreign-key') ? 'foreign' : faults.has('consumer-key') ? 'consumer' : undefined
  const forged = keys.published().find((one) => one.kind === kind)
  if (forged) return forged
  const isOwn = audience.customSigningKey && keys.signingWith() === 'tenant'
  return isOwn ? keys.ofApplication(audience.appId) : keys.signer()
}

/**
 * Signs a token with the active faults.
 * @param audience the application or the API that the token is for
 */
export async function signWithFaults(
  emulation: Emulation,
  audience: Application,
  claims: Claims,
  faults: Drawn,
): Promise<string> {
  const { address } = emulation
  const key = await keyFor(emulation, audience, faults)
  return signToken(withFaults(claims, faults, address.baseUrl()), key, faults)
}

export function drawTokenFaults(emulation: Emulation, tenantId: string): Drawn {
  return emulation.faults.draw(tenantId, tokenFaults)
}

export async function issueIdToken(
  emulation: Emulation,
  person: Person,
  request: Omit<IdTokenRequest, 'forced_overage'>,
  faults: Drawn,
): Promise<string> {
  const claims = idTokenClaims(emulation, person, { ...request, forced_overage: faults.has('group-overage') })
  const own = emulation.faults.draw(person.tenant.id, idTokenFaults)
  const both: Drawn = {
    has: (name) => own.has(name) || faults.has(name),
    get: (name) => own.get(name) ?? faults.get(name),
  }
  return signWithFaults(emulation, person.client, claims, both)
}

export interface AccessToken {
  readonly access_token: string
  /** Seconds from now. */
  readonly expires_in: number
}

/**
 * Issues a person's access token for one API or for Microsoft Graph.
 * @param values permissions for `scp`
 */
export async function issueAccessToken(
  emulation: Emulation,
  person: Person,
  resource: Resource,
  values: readonly string[],
  clientAuthentication: '0' | '1' | '2',
  faults: Drawn,
): Promise<AccessToken> {
  const lifetime = accessTokenSeconds(emulation.entropy)
  const request = {
    scope: values.join(' '),
    lifetime_seconds: lifetime,
    client_authentication: clientAuthentication,
  }
  const access_token =
    resource.kind === 'graph'
      ? await signGraphToken(
          graphTokenClaims(emulation, person, request),
          emulation.keys.tenantSigner(),
          emulation.entropy,
        )
      : await signWithFaults(
          emulation,
          resource.application,
          accessTokenClaims(emulation, person, {
            ...request,
            api: resource.application,
            identifier: resource.identifier,
            forced_overage: faults.has('group-overage'),
          }),
          faults,
        )
  return { access_token, expires_in: lifetime - 1 }
}
