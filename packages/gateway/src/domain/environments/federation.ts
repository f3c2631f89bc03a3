/**
 * The federation issuer: an identity provider lets its assertions stand for the secret of a connection.
 *
 * There is one for the installation, with its own RSA keys. Only `signAssertion` uses them, and nothing else of Gatehouse
 * may be named like its audience. A key lives as follows:
 *
 *   next      published, signs nothing yet: identity providers keep what they read, so it waits for at least a day
 *   current   signs
 *   previous  signs nothing any more, published for two days, because assertions live for minutes
 *
 * At most three keys are usual; identity providers read the first 100.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { dayMs, secondsOf } from '@gatehouse-sso/core/time'
import type { Ports } from '../ports/ports.ts'
import type { Federation } from '../stores/credentials.ts'
import type { FederationKeyRecord } from '../stores/federation.ts'
import type { Write } from '../stores/unit.ts'
import { change } from '../work/change.ts'
import type { Work } from '../work/work.ts'

const rotateAfterMs = 90 * dayMs
const publishAheadMs = dayMs
const keepMs = 2 * dayMs
const maximumKeys = 100
const assertionSeconds = 300

/** The address that a new installation gives its issuer. */
export const federationIssuerOf = (public_url: string): string => `${public_url}/federation`

/**
 * Makes the issuer ready at its first use: stores its address, and makes its first key. The address of an issuer that no
 * connection uses follows the public URL.
 * @returns the address
 */
export async function establishFederation(work: Work): Promise<string> {
  const { ports } = work
  const { federation } = ports.stores
  const wanted = federationIssuerOf(ports.public_url)
  const key = (await federation.keys()).length > 0 ? undefined : await newKey(ports, 'current')
  return change(work, async () => {
    const [issuer, keys] = await Promise.all([federation.issuer(), federation.keys()])
    const kept = issuer !== null && (issuer === wanted || (await federation.inUse()))
    const writes: Write[] = kept ? [] : [federation.setIssuer(wanted, issuer)]
    if (keys.length === 0 && key) writes.push(federation.insertKey(key))
    return { writes, result: kept ? issuer : wanted }
  })
}

/** RSA takes a quarter of a second on a thread, so a key is made before a unit, never in one. */
async function newKey(ports: Ports, state: FederationKeyRecord['state']): Promise<FederationKeyRecord> {
  const { public_jwk, private_jwk } = await ports.keys.newSigningKey('RS256')
  const id = ports.keys.newId('fkey')
  const private_sealed = ports.keys.seal(private_jwk, `federation_keys.private:${id}`)
  const created_at = ports.now()
  return { id, state, public_jwk, private_sealed, created_at, changed_at: created_at }
}

/**
 * The client assertion of one connection (RFC 7523), valid for five minutes. This is the only use of the keys.
 * @throws Failure internal_error when the issuer has no key
 */
export async function signAssertion(ports: Ports, { issuer, subject, audience }: Federation): Promise<string> {
  const configured = await ports.configuration.federation()
  const current = configured?.keys.find(({ state }) => state === 'current')
  if (!current) throw new Failure('internal_error', { expected: 'a current key of the federation issuer' })
  const iat = secondsOf(ports.now())
  const times = { iat, nbf: iat, exp: iat + assertionSeconds }
  const claims = { iss: issuer, sub: subject, aud: audience, ...times, jti: ports.keys.newSecret(128) }
  return ports.keys.sign({ ...current, alg: 'RS256' }, 'JWT', claims)
}

/** The scheduled rotation. It does nothing before the first use. */
export async function maintainFederationKeys(work: Work): Promise<void> {
  const { ports, units } = work
  const { federation } = ports.stores
  const keys = await federation.keys()
  const current = keys.find(({ state }) => state === 'current')
  if (!current) return
  const next = keys.find(({ state }) => state === 'next')
  const previous = keys.filter(({ state }) => state === 'previous')
  const now = ports.now()
  const age = now - current.changed_at
  const writes = previous
    .filter(({ changed_at }) => now - changed_at > keepMs)
    .map((key): Write => federation.deleteKey(key))
  if (!next && age > rotateAfterMs - publishAheadMs && keys.length < maximumKeys) {
    writes.push(federation.insertKey(await newKey(ports, 'next')))
  }
  if (next && age > rotateAfterMs && now - next.created_at >= publishAheadMs) {
    writes.push(federation.setKeyState(current, 'previous', now), federation.setKeyState(next, 'current', now))
  }
  if (writes.length > 0) await units.run(writes)
}
