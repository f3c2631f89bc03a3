/** Group A of the security cases: the keys that an identity provider publishes, and when they are looked at again. */
import { generateKeyPairSync } from 'node:crypto'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addConnection, browser, type Harness, signIn, startHarness, until } from '../../../test/harness.ts'
import { type Behaviour, jwkOf, otherKey, publishedKey } from '../../../test/hostile-provider.ts'
import { refusal } from '../../../test/refusal.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.provider.reset()
  harness.clock.ahead = 0
})

const minute = 60_000
const published = jwkOf(publishedKey.publicKey, { kid: 'k1', use: 'sig' })
const other = jwkOf(otherKey.publicKey, { kid: 'k2', use: 'sig' })
/** A token signed by another key, published or not. */
const byOther = { key: otherKey.privateKey, token_header: { kid: 'k2' } }

let paths = 0
/** A connection to a provider whose keys nobody has seen. */
const freshConnection = async (): Promise<{ change: { connection: string }; fetches: () => number }> => {
  paths += 1
  const path = `/k${paths}`
  const { id } = await addConnection(harness, { path })
  const fetches = () => harness.provider.requests.filter((line) => line === `GET ${path}/jwks`).length
  return { change: { connection: id }, fetches }
}
const behave = (change: Partial<Behaviour>): void => {
  harness.provider.behaviour = { ...harness.provider.behaviour, ...change }
}
const accepted = async (change: { connection: string }): Promise<void> => {
  expect((await signIn(harness, browser(), change)).searchParams.get('code')).toBeTruthy()
}

describe('keys are fetched', () => {
  it('8 again when one was rotated in just before signing, once', async () => {
    const { change, fetches } = await freshConnection()
    await accepted(change)
    behave({ keys: [other], ...byOther })
    await accepted(change)
    expect(fetches()).toBe(2)
    await accepted(change)
    expect(fetches()).toBe(2)
  })

  it('8 again when one without kid was rotated in just before signing', async () => {
    const { change, fetches } = await freshConnection()
    behave({ keys: [{ ...published, kid: undefined }], token_header: { kid: undefined } })
    await accepted(change)
    behave({ keys: [{ ...other, kid: undefined }], key: otherKey.privateKey })
    await accepted(change)
    expect(fetches()).toBe(2)
  })

  it('8 once for twenty sign-ins in flight while a key is rotated', async () => {
    const { change, fetches } = await freshConnection()
    await accepted(change)
    behave({ keys: [other], ...byOther })
    await Promise.all(Array.from({ length: 20 }, () => accepted(change)))
    expect(fetches()).toBe(2)
  })

  it('4 again when a key was exchanged under its name', async () => {
    const { change, fetches } = await freshConnection()
    await accepted(change)
    behave({ keys: [{ ...other, kid: 'k1' }], key: otherKey.privateKey })
    await accepted(change)
    expect(fetches()).toBe(2)
  })

  it('4 at most once a minute for signatures that are wrong', async () => {
    const { change, fetches } = await freshConnection()
    await accepted(change)
    for (let count = 0; count < 4; count += 1) {
      const record = await refusal(harness, { behaviour: { key: otherKey.privateKey }, change })
      expect(record.error_code).toBe('token_signature_wrong')
    }
    expect(fetches()).toBe(2)
  })

  it('19 for each connection by itself: what one shows does not keep the other from a new key', async () => {
    paths += 1
    const path = `/k${paths}`
    const [mine, theirs] = [await addConnection(harness, { path }), await addConnection(harness, { path })]
    await accepted({ connection: mine.id })
    await accepted({ connection: theirs.id })
    const unknown = { behaviour: { token_header: { kid: 'x' } }, change: { connection: theirs.id } }
    expect((await refusal(harness, unknown)).error_code).toBe('token_key_unknown')
    harness.provider.reset()
    behave({ keys: [other], ...byOther })
    await accepted({ connection: mine.id })
  })

  it('43 at most once a minute for kids that nobody knows', async () => {
    const { change, fetches } = await freshConnection()
    await accepted(change)
    for (const kid of ['a', 'b', 'c', 'd']) {
      const record = await refusal(harness, { behaviour: { token_header: { kid } }, change })
      expect(record.error_code).toBe('token_key_unknown')
    }
    expect(fetches()).toBe(2)
    harness.clock.ahead += minute + 1
    await refusal(harness, { behaviour: { token_header: { kid: 'e' } }, change })
    expect(fetches()).toBe(3)
  })

  it('6 in vain, and the sign-in goes on with those that are known', async () => {
    const { change, fetches } = await freshConnection()
    await accepted(change)
    behave({ keys: { status: 500 } })
    harness.clock.ahead += 30 * minute
    behave({ token_claims: timesOf() })
    await accepted(change)
    await until(
      async () => fetches(),
      (count) => count > 1,
    )
    await accepted(change)
  })

  it('6 in vain for more than a day: then the sign-in is refused, and can be tried again', async () => {
    const { change } = await freshConnection()
    await accepted(change)
    behave({ keys: { status: 500 } })
    harness.clock.ahead += 25 * 60 * minute
    const record = await refusal(harness, { behaviour: { token_claims: timesOf() }, change })
    expect(record.error_code).toBe('upstream_error')
    harness.provider.reset()
    behave({ token_claims: timesOf() })
    await accepted(change)
  })

  it('9 again after ten minutes: a token signed by a key that was withdrawn is refused', async () => {
    const { change } = await freshConnection()
    await accepted(change)
    behave({ keys: [other] })
    await accepted(change)
    harness.clock.ahead += 10 * minute + 1
    const record = await refusal(harness, { behaviour: { token_claims: timesOf() }, change })
    expect(record.error_code).toBe('token_key_unknown')
  })

  it('9 again after a quiet day: a token signed by a key that was withdrawn long ago is refused', async () => {
    const { change } = await freshConnection()
    await accepted(change)
    behave({ keys: [other] })
    harness.clock.ahead += 20 * 60 * minute
    const record = await refusal(harness, { behaviour: { token_claims: timesOf() }, change })
    expect(record.error_code).toBe('token_key_unknown')
  })
})

/** The times of a token that is made now by a clock that goes like the gateway's. */
function timesOf(): Record<string, unknown> {
  const iat = Math.floor((Date.now() + harness.clock.ahead) / 1000)
  return { iat, exp: iat + 3600 }
}

const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 })
const withoutKid = { kid: undefined }

interface Case {
  readonly name: string
  readonly behaviour: Partial<Behaviour>
  readonly code: FailureCode
}

const unusable: readonly Case[] = [
  { name: '11 10,000 keys', behaviour: { keys: Array(10_000).fill({ kty: 'RSA' }) }, code: 'keys_unusable' },
  { name: '11 101 keys', behaviour: { keys: Array(101).fill(published) }, code: 'keys_unusable' },
  {
    name: '11 20 MB',
    behaviour: { keys: { status: 200, body: `{"keys":[],"padding":"${'a'.repeat(20_000_000)}"}` } },
    code: 'keys_unusable',
  },
  {
    name: '11 keys that are no list',
    behaviour: { keys: { status: 200, body: '{"keys":{}}' } },
    code: 'keys_unusable',
  },
  { name: '11 a page', behaviour: { keys: { status: 200, body: '<html>' } }, code: 'keys_unusable' },
  {
    name: '11 a redirect',
    behaviour: { keys: { status: 302, headers: { location: 'https://evil.example' } } },
    code: 'keys_unusable',
  },
  { name: '11 no keys', behaviour: { keys: [] }, code: 'token_key_unknown' },
  {
    name: '11 garbage among the keys',
    behaviour: { keys: [null, 7, 'x', [], {}, { kty: 'RSA' }, { kty: 'RSA', n: 1, e: {} }, { kty: 'EC', crv: 'x' }] },
    code: 'token_key_unknown',
  },
  { name: '12 a key for encryption', behaviour: { keys: [{ ...published, use: 'enc' }] }, code: 'token_key_unknown' },
  { name: '12 a key for PS256', behaviour: { keys: [{ ...published, alg: 'PS256' }] }, code: 'token_key_unknown' },
  {
    name: '12 a key that may only encrypt',
    behaviour: { keys: [{ ...published, key_ops: ['encrypt'] }] },
    code: 'token_key_unknown',
  },
  {
    name: '12 RSA with 1,024 bits',
    behaviour: { keys: [jwkOf(rsa1024.publicKey, { kid: 'k1' })], key: rsa1024.privateKey },
    code: 'token_key_unknown',
  },
  {
    name: '12 a symmetric key',
    behaviour: { keys: [{ kty: 'oct', k: 'dXBzdHJlYW0tc2VjcmV0LXZhbHVl', kid: 'k1' }] },
    code: 'token_key_unknown',
  },
  {
    name: '12 an elliptic key for an RSA token',
    behaviour: { keys: [jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey, { kid: 'k1' })] },
    code: 'token_key_unknown',
  },
  {
    name: '13 a private key',
    behaviour: { keys: [jwkOf(publishedKey.privateKey, { kid: 'k1' })] },
    code: 'token_key_unknown',
  },
  {
    name: '10 no kid, and no key that verifies',
    behaviour: {
      keys: [published, other],
      token_header: withoutKid,
      key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    },
    code: 'token_signature_wrong',
  },
  {
    name: '10 no kid, and the right key after eight others',
    behaviour: {
      keys: [
        ...Array.from({ length: 8 }, (_, index) => ({ ...other, n: `${String(other.n).slice(0, -4)}A${index}AB` })),
        published,
      ],
      token_header: withoutKid,
    },
    code: 'token_signature_wrong',
  },
]

describe('a token is refused whose identity provider publishes', () => {
  it.each(unusable)('$name', async ({ behaviour, code }) => {
    const { change } = await freshConnection()
    expect((await refusal(harness, { behaviour, change })).error_code).toBe(code)
  })
})

describe('4 a token with a kid is accepted', () => {
  it.each([
    ['when two different keys have it', [{ ...other, kid: 'k1' }, published]],
    ['when the same key has it twice', [published, published]],
    [
      'when a key that cannot be used has it too',
      [{ ...published, use: 'enc' }, { kty: 'oct', k: 'AA', kid: 'k1' }, published],
    ],
  ])('%s', async (_, keys) => {
    const { change } = await freshConnection()
    behave({ keys })
    await accepted(change)
  })
})

describe('10 a token without kid is accepted', () => {
  const usable: readonly [string, readonly unknown[]][] = [
    ['when there is one key', [published]],
    ['when one of two keys verifies', [other, published]],
    ['4 when the same key is listed twice', [published, { ...published, kid: 'again' }]],
    ['4 when another key is listed eight times before it', [...Array(8).fill(other), published]],
    [
      'when the others are for encryption or another algorithm',
      [{ ...other, use: 'enc' }, { kty: 'oct', k: 'AA' }, published],
    ],
  ]
  it.each(usable)('%s', async (_, keys) => {
    const { change } = await freshConnection()
    behave({ keys, token_header: withoutKid })
    await accepted(change)
  })
})

describe('13 a key with its secret part', () => {
  const exposed = jwkOf(otherKey.privateKey, { kid: 'leaked' })
  const secret = { kty: 'oct', k: 'dXBzdHJlYW0tc2VjcmV0LXZhbHVl', kid: 'shared' }
  const eventsOf = async (connection: string) =>
    (await harness.client.events.list({ object_id: connection, limit: 100 }).toArray())
      .map(({ type }) => type)
      .filter((type) => type.startsWith('connection.keys_'))

  it('is ignored, and the connection warns of it, with one event', async () => {
    const { change } = await freshConnection()
    behave({ keys: [published, exposed, secret] })
    await Promise.all([accepted(change), accepted(change), accepted(change)])
    await accepted(change)
    expect((await harness.client.connections.get(change.connection)).warnings).toMatchObject([
      { code: 'keys_exposed', who: 'administrator', received: 'leaked, shared' },
    ])
    expect(await eventsOf(change.connection)).toEqual(['connection.keys_exposed'])
    const { checks } = await harness.client.connections.check(change.connection)
    expect(checks.find(({ id }) => id === 'keys')).toMatchObject({ result: 'warn', received: 'leaked, shared' })
    behave({ keys: [published] })
    harness.clock.ahead += 11 * minute
    await accepted(change)
    expect((await harness.client.connections.get(change.connection)).warnings).toEqual([])
    expect(await eventsOf(change.connection)).toEqual(['connection.keys_withdrawn', 'connection.keys_exposed'])
  })

  it('as the only one refuses the sign-in, and the connection warns of it', async () => {
    const { change } = await freshConnection()
    behave({ keys: [exposed], ...byOther, token_header: { kid: 'leaked' } })
    const back = await signIn(harness, browser(), change)
    expect(back.searchParams.get('code')).toBeNull()
    const { warnings } = await harness.client.connections.get(change.connection)
    expect(warnings.map(({ code }) => code)).toEqual(['keys_exposed'])
    const { checks } = await harness.client.connections.check(change.connection)
    expect(checks.find(({ id }) => id === 'keys')).toMatchObject({ result: 'fail', received: 'leaked' })
  })
})
