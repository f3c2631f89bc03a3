/** One logout token to one application. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { logoutTokenClaims, logoutTokenType } from '@gatehouse-sso/core/oidc/logout-token'
import { isoTime } from '@gatehouse-sso/core/time'
import { issuerOf } from '../environments/addresses.ts'
import { currentKey } from '../environments/signing-keys.ts'
import { system } from '../events/caller.ts'
import { insertEvent } from '../events/events.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { JobRecord } from '../stores/jobs.ts'
import type { Attempt } from '../work/new-job.ts'
import type { Work } from '../work/work.ts'
import type { Delivery } from './notices.ts'

/**
 * Sends a logout token, signed now: it lives two minutes. An application that is switched off, or does not want to be
 * told any more, gets none.
 * @param payload {@link Delivery}
 * @throws Failure when it was not taken. After the last attempt the event `logout_delivery.failed` says so
 */
export async function deliver(work: Work, payload: JobRecord['payload'], { attempt, is_last }: Attempt): Promise<void> {
  const { ports } = work
  const delivery = payload as unknown as Delivery
  const { environment_id, application_id } = delivery
  const told = await ports.configuration.toldOfLogout(environment_id)
  const application = told.find(({ id }) => id === application_id)
  const address = application?.backchannel_logout_uri
  if (application === undefined || address === undefined || address === null) return
  const logout_token = await newLogoutToken(work, delivery, application)
  if (logout_token === undefined) return
  try {
    const status = await ports.deliveries.post(address, { logout_token })
    // Section 2.8 knows 200, and frameworks answer 204.
    if (status < 200 || status > 299) throw new Failure('logout_token_refused', { received: `status ${status}` })
  } catch (error) {
    if (!isFailure(error)) throw error
    if (is_last) await noteFailed(work, delivery, address, attempt, error)
    throw error
  }
}

async function newLogoutToken(
  { ports }: Work,
  { environment_id, session_id, user_id }: Delivery,
  { id, id_token_signed_response_alg }: ApplicationRecord,
): Promise<string | undefined> {
  const environment = await ports.stores.environments.get(environment_id)
  if (!environment) return undefined
  const key = currentKey(await ports.configuration.signingKeys(environment_id), id_token_signed_response_alg)
  const claims = logoutTokenClaims({
    issuer: issuerOf(ports.public_url, environment),
    client_id: id,
    sub: user_id,
    sid: session_id,
    jti: ports.keys.newSecret(128),
    now: ports.now(),
  })
  return ports.keys.sign(key, logoutTokenType, claims)
}

async function noteFailed(
  { ports, units }: Work,
  { environment_id, application_id, session_id, user_id }: Delivery,
  address: string,
  attempts: number,
  { code, evidence }: Failure,
): Promise<void> {
  const session = await ports.stores.in(environment_id).sessions.get(session_id)
  const event = insertEvent(ports, system, {
    type: 'logout_delivery.failed',
    environment_id,
    organization_id: session?.organization_id ?? null,
    object: {
      object: 'logout_delivery',
      id: session_id,
      application_id,
      user_id,
      address,
      attempts,
      error: code,
      received: evidence.received ?? null,
      created_at: isoTime(ports.now()),
    },
  })
  await units.run([event])
}
