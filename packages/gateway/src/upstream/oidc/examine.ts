/**
 * Looks at an OpenID provider live, without a person: what it publishes, its clock, the client and redirect URI it knows,
 * and the credentials. Each part is looked at by itself. Two steps follow each other, each within its time.
 */
import { hash } from 'node:crypto'
import { besideOurClock } from '@gatehouse-sso/core/clock-difference'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { areSameEndpoints, describeChange } from '@gatehouse-sso/core/oidc/endpoints'
import type { CredentialAnswer, Examination, Examine, Finding } from '../../domain/ports/identity-providers.ts'
import { type DatedDocument, fetchDated, fetchKeySet } from '../json-document.ts'
import { tryOidcCredential } from './credential-trial.ts'
import { withCodes } from './errors.ts'
import type { OidcHost } from './host.ts'
import { withKnownEndpoints } from './known-endpoints.ts'
import { toleranceSeconds } from './library.ts'
import { checkDocument, type Discovery } from './metadata-cache.ts'
import { registrationFindings } from './registration.ts'

/** The time of one step. Two of them stay below ten seconds. */
const stepMs = 4_500
/** A difference of clocks below it is noise: `Date` has whole seconds, and the answer took a while. */
const noiseSeconds = 30

export async function examineOidc(host: OidcHost, request: Examine): Promise<Examination> {
  const [findings, credentials] = await Promise.all([findingsOf(host, request), answersOf(host, request)])
  return { findings, credentials }
}

async function answersOf(
  host: OidcHost,
  { connection, credentials }: Examine,
): Promise<ReadonlyMap<Id<'cred'>, CredentialAnswer>> {
  const answers = credentials.map(async ({ id, credential }) => {
    const answer = await within(2 * stepMs, tryOidcCredential(host, connection, credential)).catch(
      (error: unknown): CredentialAnswer => ({ result: 'unknown', failure: failureFrom(error) }),
    )
    return [id, answer] as const
  })
  return new Map(await Promise.all(answers))
}

async function findingsOf(host: OidcHost, request: Examine): Promise<readonly Finding[]> {
  const { provider, outbound, now } = host
  const client = provider.client(request.connection.settings)
  const { discovery_url, configuration = {} } = client
  const read = (address: string): Promise<DatedDocument> =>
    withCodes(provider, within(stepMs, fetchDated(outbound, address, 'discovery_unusable')))
  let dated: DatedDocument
  try {
    dated = discovery_url === null ? { document: configuration, date: null } : await read(discovery_url)
  } catch (error) {
    return [unread(await meant(host, request, failureFrom(error), read)), ...notLooked(notRead)]
  }
  const found: Finding = {
    id: 'discovery',
    result: 'ok',
    message: discovery_url === null ? 'The endpoints were entered one by one.' : provider.discovery_proves,
    received: discovery_url ?? undefined,
  }
  const clock = clockFinding(dated.date, now())
  let discovery: Discovery
  try {
    discovery = checkDocument(outbound, dated.document, client.discovery_issuers, now())
  } catch (error) {
    const failure = failureFrom(error)
    const { expected, received } = failure.evidence
    if (failure.code !== 'discovery_issuer_mismatch') return [unread(failure), ...notLooked(notRead), ...clock]
    const message = 'The configuration names another issuer.'
    return [
      found,
      { id: 'issuer', result: 'fail', message, expected, received, failure },
      ...notLooked(wrong),
      ...clock,
    ]
  }
  const issuer: Finding = {
    id: 'issuer',
    result: 'ok',
    message: 'The configuration names the expected issuer.',
    expected: client.discovery_issuers.join(' or '),
    received: discovery.issuer,
  }
  const [keys, registration] = await Promise.all([
    keysFinding(host, discovery),
    asked(host, request, withKnownEndpoints(discovery, client, request.connection)),
  ])
  const endpoints = endpointsFindings(request, discovery, discovery_url)
  return [found, ...cloudFindings(host, request, discovery), issuer, ...endpoints, keys, ...registration, ...clock]
}

/** Waits for a step. The request itself ends by its own limits. @throws Failure upstream_unreachable */
async function within<T>(milliseconds: number, step: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const failure = new Failure('upstream_unreachable', { received: 'no answer in time (timeout)' })
    timer = setTimeout(() => reject(failure), milliseconds)
  })
  try {
    return await Promise.race([step, late])
  } finally {
    clearTimeout(timer)
  }
}

function failureFrom(error: unknown): Failure {
  return isFailure(error) ? error : new Failure('internal_error', { cause: error })
}

/** The failure that names other settings, if those work. */
async function meant(
  { provider }: OidcHost,
  { connection }: Examine,
  failure: Failure,
  read: (address: string) => Promise<DatedDocument>,
): Promise<Failure> {
  const confused = failure.code === 'discovery_unusable' ? provider.confused?.(connection.settings) : null
  const address = confused && provider.client(confused.settings).discovery_url
  if (!confused || !address) return failure
  return read(address).then(
    () => new Failure(confused.failure),
    () => failure,
  )
}

function unread(failure: Failure): Finding {
  const { expected, received, upstream } = failure.evidence
  const message = 'The configuration of the identity provider cannot be read.'
  return {
    id: 'discovery',
    result: 'fail',
    message,
    expected,
    received: upstream?.description?.split(/\r?\n/, 1)[0] ?? received,
    failure,
    codes: upstream?.codes ?? [],
  }
}

const notRead = ['issuer', 'keys', 'client_id', 'redirect_uri'] as const
const wrong = ['keys', 'client_id', 'redirect_uri'] as const

function notLooked(ids: readonly Finding['id'][]): readonly Finding[] {
  const message = 'Not checked: the configuration of the identity provider is needed first.'
  return ids.map((id) => ({ id, result: 'warn', message }))
}

function cloudFindings({ provider }: OidcHost, { connection }: Examine, { document }: Discovery): readonly Finding[] {
  const cloud = provider.cloudOf?.(connection.settings, document)
  if (!cloud) return []
  if (cloud.expected === cloud.received) {
    return [{ id: 'cloud', result: 'ok', message: 'The tenant belongs to the cloud of the settings.', ...cloud }]
  }
  const failure = new Failure('cloud_mismatch')
  return [{ id: 'cloud', result: 'fail', message: 'The tenant belongs to another cloud.', ...cloud, failure }]
}

/** Compares the endpoints with those that the connection remembers, if it does. */
function endpointsFindings(
  { connection: { endpoints: known } }: Examine,
  published: Discovery,
  discovery_url: string | null,
): readonly Finding[] {
  if (discovery_url === null || known?.discovery_url !== discovery_url) return []
  if (!areSameEndpoints(known.confirmed, published)) {
    const message = 'The configuration names other endpoints. Sign-ins go on with those before.'
    const failure = new Failure('endpoints_changed')
    return [{ id: 'endpoints', result: 'warn', message, ...describeChange(known.confirmed, published), failure }]
  }
  const expected = known.confirmed.authorization_endpoint
  const received = published.authorization_endpoint
  if (known.held === null) {
    return [{ id: 'endpoints', result: 'ok', message: 'The endpoints are those in force.', expected, received }]
  }
  const message = 'The configuration named other endpoints for a while, and names those in force again.'
  const failure = new Failure('endpoints_changed')
  return [{ id: 'endpoints', result: 'warn', message, expected, received, failure }]
}

async function keysFinding({ outbound }: OidcHost, { jwks_uri }: Discovery): Promise<Finding> {
  try {
    const { keys, exposed } = await within(stepMs, fetchKeySet(outbound, jwks_uri))
    const received = `${keys.length} key${keys.length === 1 ? '' : 's'} at ${jwks_uri}`
    if (exposed.length > 0) {
      const message = 'It publishes the secret part of keys. These keys are ignored.'
      const named = { expected: 'public keys only', received: exposed.join(', ') }
      const result = keys.length > 0 ? 'warn' : 'fail'
      return { id: 'keys', result, message, ...named, failure: new Failure('keys_exposed') }
    }
    if (keys.length > 0) return { id: 'keys', result: 'ok', message: 'It publishes keys for signatures.', received }
    const failure = new Failure('keys_unusable')
    const message = 'It publishes no key that can verify a signature.'
    return { id: 'keys', result: 'fail', message, expected: 'a key that can verify a signature', received, failure }
  } catch (error) {
    const failure = failureFrom(error)
    const { expected, received } = failure.evidence
    return { id: 'keys', result: 'fail', message: 'The keys cannot be read.', expected, received, failure }
  }
}

function clockFinding(date: number | null, now: number): readonly Finding[] {
  if (date === null) return []
  const seconds = Math.round(Math.abs(date - now) / 1_000)
  const received = besideOurClock(date, now)
  const expected = `at most ${toleranceSeconds} seconds`
  if (seconds <= noiseSeconds) return [{ id: 'clock', result: 'ok', message: 'The clocks agree.', expected, received }]
  const message = `The clocks differ by ${seconds} seconds.`
  const result = seconds > toleranceSeconds ? 'fail' : 'warn'
  return [{ id: 'clock', result, message, expected, received, failure: new Failure('clock_differs') }]
}

/** Asks the authorization endpoint with `prompt=none`, and does not follow: where it leads says what it knows. */
async function asked(
  { provider, outbound, newSecret }: OidcHost,
  { connection, redirect_uri }: Examine,
  { authorization_endpoint }: Discovery,
): Promise<readonly Finding[]> {
  const client = provider.client(connection.settings)
  const address = withParameters(authorization_endpoint, {
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri,
    scope: client.scopes.join(' '),
    state: newSecret(128),
    nonce: newSecret(128),
    code_challenge: hash('sha256', newSecret(256), 'base64url'),
    code_challenge_method: 'S256',
    prompt: 'none',
  })
  try {
    const answer = await within(stepMs, outbound.send(address, { method: 'GET', headers: { accept: 'text/html' } }))
    return registrationFindings(provider, { client_id: client.client_id, redirect_uri }, answer)
  } catch (error) {
    const failure = failureFrom(error)
    const { received } = failure.evidence
    const message = 'The authorization endpoint did not answer.'
    const warned = (id: Finding['id']): Finding => ({ id, result: 'warn', message, received, failure })
    return [warned('client_id'), warned('redirect_uri')]
  }
}
