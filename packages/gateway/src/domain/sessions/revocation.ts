/**
 * An identity provider orders that a person is signed out everywhere: global token revocation
 * (draft-parecki-oauth-global-token-revocation), which Okta calls Universal Logout. All sessions and grants of the person
 * end in one unit, and applications hear of it. A token that comes again has no second effect.
 */
import { emailKey } from '@gatehouse-sso/core/email'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { isId } from '@gatehouse-sso/core/ids'
import type { SubjectIdentifier } from '@gatehouse-sso/core/oauth/subject-identifier'
import { logoutSignalUriOf } from '../environments/addresses.ts'
import { endAccess } from '../people/end-of-access.ts'
import { userEvent } from '../people/users.ts'
import type { VerifiedRevocation } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { UserRecord } from '../stores/users.ts'
import { change } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { endedUpstream, signallingConnection, tokenFaults } from './logout-signals.ts'

/** People of one organization with one email. */
const mostPeople = 100

/**
 * Carries out a revocation.
 * @param unverified_token the bearer token of the request
 * @param readSubject reads the body, which nobody looks at before the token is verified
 * @throws Failure route_missing, revocation_*
 */
export async function revokeAll(
  work: Work,
  environment: EnvironmentRecord,
  connection_id: string,
  unverified_token: string | undefined,
  readSubject: () => SubjectIdentifier,
): Promise<void> {
  const { ports } = work
  const connection = await signallingConnection(ports, environment, connection_id, 'revocation')
  const revocation = await verified(ports, environment, connection, unverified_token)
  if (connection.state !== 'active') throw new Failure('revocation_not_allowed')
  const subject = readSubject()
  const { assertions } = ports.stores.in(environment.id)
  const used = ports.keys.sha256(`${connection.id} ${revocation.jti}`)
  await change(
    work,
    async () => {
      const users = await usersOf(ports, connection, revocation, subject)
      if (users.length === 0) throw new Failure('revocation_subject_unknown', { param: 'sub_id' })
      const writes = [assertions.useOnce(used, revocation.expires_at)]
      for (const user of users) writes.push(...(await endAccess(ports, user, endedUpstream)))
      return { writes, result: undefined, events: users.map((user) => userEvent('user.sessions_ended', user)) }
    },
    ({ write }) =>
      write === 'assertions.useOnce' ? new Failure('revocation_unauthorized', { received: 'used before' }) : undefined,
  )
}

async function verified(
  { identity_providers, public_url }: Ports,
  environment: EnvironmentRecord,
  connection: ConnectionRecord,
  unverified_token: string | undefined,
): Promise<VerifiedRevocation> {
  if (unverified_token === undefined) throw new Failure('revocation_unauthorized', { expected: 'a bearer token' })
  const address = logoutSignalUriOf(public_url, environment, 'revocation', connection.id)
  try {
    return await identity_providers.verifyRevocation(connection, unverified_token, address)
  } catch (error) {
    if (!isFailure(error) || !tokenFaults.includes(error.code)) throw error
    throw new Failure('revocation_unauthorized', { ...error.evidence, cause: error })
  }
}

/**
 * The people of the connection's organization whom the order means. With `iss_sub`, the identity; then, because Okta sends
 * its own name of a person that it provisions, our id or the external id. With `email`, everybody who has it.
 */
async function usersOf(
  { stores }: Ports,
  { environment_id, organization_id }: ConnectionRecord,
  { identityOf }: VerifiedRevocation,
  subject: SubjectIdentifier,
): Promise<readonly UserRecord[]> {
  const { users } = stores.in(environment_id)
  const all = { organization_id, limit: mostPeople, order: 'asc' } as const
  if (subject.format === 'email') {
    const email_key = emailKey(subject.email)
    return email_key === undefined ? [] : (await users.list({ ...all, email_key })).records
  }
  const identity = identityOf(subject.iss, subject.sub)
  if (identity === null) return []
  const known = await users.byIdentity(organization_id, identity.authority, identity.subject)
  if (known) return [known]
  const byId = isId('user', subject.sub) ? await users.get(subject.sub) : undefined
  if (byId?.organization_id === organization_id) return [byId]
  return (await users.list({ ...all, external_id: subject.sub })).records
}
