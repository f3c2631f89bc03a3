/** Applications: clients of the OpenID Provider, their redirect URIs and secrets, and how they authenticate. */

import { Failure, type FieldError, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { redirectUriProblem } from '@gatehouse-sso/core/oauth/redirect-uri'
import { isReservedAudience } from '@gatehouse-sso/core/oauth/reserved-audience'
import { tokenExchangeGrant } from '@gatehouse-sso/core/oauth/token-exchange'
import type { applications as contract } from '@gatehouse-sso/sdk/contract/applications'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { NewEventOf } from '../events/events.ts'
import type { ApplicationConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord, ApplicationSecretRecord } from '../stores/applications.ts'
import { change, checkVersion, firstVersion, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { frontChannelProblem } from './front-channel-address.ts'
import { presentApplication, presentApplicationSecret } from './present.ts'

const maximumSecrets = 2

/** @throws Failure resource_missing */
export async function getApplication(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'app'>,
): Promise<ApplicationConfiguration> {
  const { applications } = ports.stores.in(environment_id)
  const application = found(await applications.get(id))
  return { application, secrets: await applications.secrets(id) }
}

/** @throws Failure values_invalid */
export function createApplication(
  work: Work,
  environment_id: Id<'env'>,
  input: ParsedBody<typeof contract.create>,
): Promise<ApplicationConfiguration> {
  const { ports } = work
  const record: ApplicationRecord = {
    id: ports.keys.newId('app'),
    environment_id,
    name: input.name,
    state: 'active',
    type: input.type,
    redirect_uris: input.redirect_uris,
    post_logout_redirect_uris: input.post_logout_redirect_uris,
    token_endpoint_auth_methods:
      input.token_endpoint_auth_methods ??
      (input.type === 'native' ? ['none'] : ['client_secret_basic', 'client_secret_post']),
    require_pkce: input.require_pkce,
    grant_types: input.grant_types,
    jwks: input.jwks ?? null,
    jwks_uri: input.jwks_uri ?? null,
    id_token_signed_response_alg: input.id_token_signed_response_alg,
    initiate_login_uri: input.initiate_login_uri ?? null,
    output_claims: input.output_claims,
    backchannel_logout_uri: input.backchannel_logout_uri ?? null,
    backchannel_logout_session_required: input.backchannel_logout_session_required,
    frontchannel_logout_uri: input.frontchannel_logout_uri ?? null,
    frontchannel_logout_session_required: input.frontchannel_logout_session_required,
    ...firstVersion(ports),
  }
  checkApplication(ports, record, null)
  const result = { application: record, secrets: [] }
  return change(work, async () => ({
    writes: [ports.stores.in(environment_id).applications.insert(record)],
    result,
    events: [applicationEvent('application.created', result)],
  }))
}

/** @throws Failure resource_missing, precondition_failed, values_invalid */
export function updateApplication(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'app'>,
  input: ParsedBody<typeof contract.update>,
  version: number | undefined,
): Promise<ApplicationConfiguration> {
  const { ports } = work
  const { applications } = ports.stores.in(environment_id)
  return change(work, async () => {
    const before = await getApplication(ports, environment_id, id)
    const record = before.application
    checkVersion(record, version)
    const sent = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
    const next = nextVersion(ports, record, sent)
    checkApplication(ports, next, record)
    const result = { ...before, application: next }
    const events = [applicationEvent('application.updated', result, before)]
    return { writes: [applications.update(next, record.version)], result, events }
  })
}

function checkApplication(ports: Ports, record: ApplicationRecord, before: ApplicationRecord | null): void {
  const errors: FieldError[] = []
  for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const) {
    for (const [index, uri] of record[field].entries()) {
      const problem = redirectUriProblem(uri, record.type)
      if (problem !== undefined) {
        errors.push({ param: `/${field}/${index}`, code: 'invalid_format', message: problem })
      }
    }
  }
  if (isReservedAudience(record.name)) {
    errors.push({ param: '/name', code: 'invalid_value', message: 'is reserved for federated identity credentials' })
  }
  const methods = record.token_endpoint_auth_methods
  if (methods.includes('none') && methods.length > 1) {
    const message = '`none` stands alone: a client that may come without a secret needs none'
    errors.push({ param: '/token_endpoint_auth_methods', code: 'invalid_value', message })
  }
  if (methods.includes('none') && !record.require_pkce) {
    errors.push({ param: '/require_pkce', code: 'invalid_value', message: 'must be true for a public client' })
  }
  if (methods.includes('none') && record.grant_types.includes(tokenExchangeGrant)) {
    const message = 'has the token exchange, which a client without a secret may not use'
    errors.push({ param: '/grant_types', code: 'invalid_value', message })
  }
  const keyed = record.jwks !== null || record.jwks_uri !== null
  if (methods.includes('private_key_jwt') !== keyed || (record.jwks !== null && record.jwks_uri !== null)) {
    const message = 'goes with `private_key_jwt`, which needs either `jwks` or `jwks_uri`'
    errors.push({ param: '/jwks', code: 'invalid_value', message })
  }
  if (record.jwks !== null && ports.keys.readKeySet(record.jwks).length === 0) {
    errors.push({ param: '/jwks', code: 'invalid_format', message: 'has no public key that can verify a signature' })
  }
  for (const field of ['jwks_uri', 'backchannel_logout_uri'] as const) {
    const address = record[field]
    if (address !== null && address !== before?.[field]) errors.push(...addressErrors(ports, field, address))
  }
  if (record.backchannel_logout_uri?.includes('#')) {
    // OpenID Connect Back-Channel Logout 1.0, 2.2
    errors.push({ param: '/backchannel_logout_uri', code: 'invalid_format', message: 'has a fragment: leave out `#…`' })
  }
  if (record.frontchannel_logout_uri !== null) {
    const message = frontChannelProblem(record.frontchannel_logout_uri, record.redirect_uris)
    if (message !== undefined) errors.push({ param: '/frontchannel_logout_uri', code: 'invalid_value', message })
  }
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
}

/** An address that may not be called is said when it is saved, not at the first request. */
function addressErrors(ports: Ports, field: string, address: string): readonly FieldError[] {
  try {
    ports.addresses.check(address)
    return []
  } catch (error) {
    if (!isFailure(error, 'address_refused')) throw error
    const message = `may not be called by Gatehouse; expected ${error.evidence.expected ?? 'a public https address'}`
    return [{ param: `/${field}`, code: 'address_refused', message }]
  }
}

/** @throws Failure resource_missing, precondition_failed */
export function deleteApplication(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'app'>,
  version: number | undefined,
): Promise<void> {
  const { applications } = work.ports.stores.in(environment_id)
  return change(work, async () => {
    const view = await getApplication(work.ports, environment_id, id)
    checkVersion(view.application, version)
    return {
      writes: [applications.delete(id)],
      result: undefined,
      events: [applicationEvent('application.deleted', view)],
    }
  })
}

/** @throws Failure resource_missing, limit_reached, state_conflict */
export function createApplicationSecret(
  work: Work,
  environment_id: Id<'env'>,
  application_id: Id<'app'>,
): Promise<{ record: ApplicationSecretRecord; client_secret: string }> {
  const { ports } = work
  const { applications } = ports.stores.in(environment_id)
  return change(work, async () => {
    const application = found(await applications.get(application_id))
    if (!application.token_endpoint_auth_methods.some((method) => method.startsWith('client_secret'))) {
      throw new Failure('state_conflict', { expected: 'an application that authenticates with a secret' })
    }
    const existing = await applications.secrets(application_id)
    if (existing.length >= maximumSecrets) throw new Failure('limit_reached', { expected: `${maximumSecrets}` })
    const client_secret = ports.keys.newSecret(256)
    const record: ApplicationSecretRecord = {
      id: ports.keys.newId('secret'),
      environment_id,
      application_id,
      secret_hash: ports.keys.sha256(client_secret),
      hint: client_secret.slice(0, 3),
      last_used_at: null,
      created_at: ports.now(),
    }
    const events = [applicationSecretEvent('application_secret.created', record)]
    return { writes: [applications.insertSecret(record, maximumSecrets)], result: { record, client_secret }, events }
  })
}

/** @throws Failure resource_missing */
export function revokeApplicationSecret(
  work: Work,
  environment_id: Id<'env'>,
  application_id: Id<'app'>,
  id: Id<'secret'>,
): Promise<void> {
  const { applications } = work.ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found((await applications.secrets(application_id)).find((secret) => secret.id === id))
    const events = [applicationSecretEvent('application_secret.revoked', record)]
    return { writes: [applications.deleteSecret(application_id, id)], result: undefined, events }
  })
}

function applicationEvent(
  type: NewEventOf<'application'>['type'],
  view: ApplicationConfiguration,
  before?: ApplicationConfiguration,
): NewEventOf<'application'> {
  const event = { type, environment_id: view.application.environment_id, object: presentApplication(view) }
  return before ? { ...event, before: presentApplication(before) } : event
}

function applicationSecretEvent(
  type: NewEventOf<'application_secret'>['type'],
  secret: ApplicationSecretRecord,
): NewEventOf<'application_secret'> {
  return { type, environment_id: secret.environment_id, object: presentApplicationSecret(secret) }
}
