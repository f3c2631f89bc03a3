/**
 * Client authentication at the back-channel endpoints: token, introspection, revocation, pushed requests. An unknown
 * client, a wrong secret and a wrong signature get the same answer.
 */

import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { checkClientAssertion } from '@gatehouse-sso/core/oauth/client-assertion'
import { checkClientAuthenticationMethod, type PresentedClient } from '@gatehouse-sso/core/oauth/client-authentication'
import { assertionAlgorithms } from '@gatehouse-sso/core/oauth/metadata'
import { issuerOf } from '../environments/addresses.ts'
import type { ApplicationConfiguration } from '../ports/configuration.ts'
import type { KeySet } from '../ports/keys.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { UnitRefused } from '../stores/unit.ts'
import type { Work } from '../work/work.ts'

/**
 * @throws Failure client_authentication_failed, client_authentication_method, client_keys_unusable, client_disabled
 */
export async function authenticateClient(
  work: Work,
  environment: EnvironmentRecord,
  presented: PresentedClient,
): Promise<ApplicationRecord> {
  const known = await work.ports.configuration.application(environment.id, presented.client_id)
  if (!known) throw new Failure('client_authentication_failed')
  checkClientAuthenticationMethod(presented, known.application.token_endpoint_auth_methods)
  if (presented.unverified_secret !== null) checkSecret(work.ports, known, presented.unverified_secret)
  if (presented.unverified_assertion !== null) {
    await checkAssertion(work, environment, known.application, presented.unverified_assertion)
  }
  if (known.application.state !== 'active') throw new Failure('client_disabled')
  return known.application
}

function checkSecret(
  ports: Ports,
  { application, secrets }: ApplicationConfiguration,
  unverified_secret: string,
): void {
  const hash = ports.keys.sha256(unverified_secret)
  // Both sides are hashes; the comparison takes constant time all the same, because that costs only a microsecond.
  const secret = secrets.find((candidate) => ports.keys.equal(candidate.secret_hash, hash))
  if (!secret) throw new Failure('client_authentication_failed')
  ports.noteUse(secret, (now) => ports.stores.in(application.environment_id).applications.touchSecret(secret.id, now))
}

/** Keys at an address of the client. That they cannot be had is its own fault, and never a 5xx of ours. */
async function published(read: () => Promise<KeySet>): Promise<KeySet> {
  try {
    return await read()
  } catch (cause) {
    if (!isFailure(cause)) throw cause
    throw new Failure('client_keys_unusable', { param: 'client_assertion', cause })
  }
}

/**
 * `private_key_jwt`: the assertion must name us, be in time, be signed by a key of the client, and never have been used
 * (RFC 7523, 3).
 */
async function checkAssertion(
  work: Work,
  environment: EnvironmentRecord,
  { id, jwks, jwks_uri }: ApplicationRecord,
  unverified_assertion: UnverifiedJwt,
): Promise<void> {
  const { ports } = work
  const issuer = issuerOf(ports.public_url, environment)
  const { jti, expires_at } = checkClientAssertion(unverified_assertion, {
    audiences: [issuer, `${issuer}/oauth/token`],
    algorithms: assertionAlgorithms,
    now: ports.now(),
  })
  const isSigned = (keys: KeySet): boolean => ports.keys.isSignedByOneOf(keys, unverified_assertion)
  const verified =
    jwks_uri === null
      ? isSigned(ports.keys.readKeySet(jwks))
      : isSigned(await published(() => ports.client_keys.get(jwks_uri))) ||
        isSigned(await published(() => ports.client_keys.renewed(jwks_uri, id)))
  if (!verified) throw new Failure('client_authentication_failed', { param: 'client_assertion' })
  try {
    const { assertions } = ports.stores.in(environment.id)
    await work.units.run([assertions.useOnce(ports.keys.sha256(`${id} ${jti}`), expires_at)])
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
    throw new Failure('client_authentication_failed', { param: 'client_assertion', received: 'used before' })
  }
}
