/** The life of signing keys, seen from outside: what is published, what signs, what still verifies. */
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { browser, type Harness, redeem, signIn, startHarness, type TokenAnswer } from '../../../test/harness.ts'
import { maintainSigningKeys, rotateSigningKey } from './signing-keys.ts'

let harness: Harness
beforeEach(async () => {
  harness = await startHarness()
})
afterEach(() => harness.close())

const day = 24 * 60 * 60_000

async function idToken(): Promise<string> {
  const iat = Math.floor((Date.now() + harness.clock.ahead) / 1000)
  harness.provider.behaviour = { ...harness.provider.behaviour, token_claims: { iat, exp: iat + 60 } }
  const { searchParams } = await signIn(harness, browser())
  return ((await (await redeem(harness, String(searchParams.get('code')))).json()) as TokenAnswer).id_token
}

async function published(alg = 'RS256'): Promise<string[]> {
  const { keys } = (await (await fetch(`${harness.url}/oauth/jwks`)).json()) as { keys: { kid: string; alg: string }[] }
  return keys.filter((key) => key.alg === alg).map(({ kid }) => kid)
}

const kidOf = (token: string): string => String(decodeProtectedHeader(token).kid)

async function verifies(token: string): Promise<boolean> {
  const keys = createRemoteJWKSet(new URL(`${harness.url}/oauth/jwks`))
  const currentDate = new Date(Date.now() + harness.clock.ahead)
  return jwtVerify(token, keys, { issuer: harness.url, currentDate, clockTolerance: '1 day' }).then(
    () => true,
    () => false,
  )
}

const pass = async (days: number): Promise<void> => {
  harness.clock.ahead += days * day
  await maintainSigningKeys(harness.gateway.work)
}

describe('by itself', () => {
  it('a key is published a day before it signs, and the one before stays a day longer than what it signed', async () => {
    const [first] = await published()
    await pass(88)
    expect(await published()).toEqual([first])
    await pass(1.1) // 89.1 days: the next one appears
    const [, next] = await published()
    expect(next).toBeDefined()
    expect(kidOf(await idToken())).toBe(first)
    await pass(0.95) // 90.05 days, but it has not been published for a day
    expect(kidOf(await idToken())).toBe(first)
    const before = await idToken()
    await pass(0.1)
    expect(kidOf(await idToken())).toBe(next)
    expect(await published()).toEqual([first, next])
    expect(await verifies(before)).toBe(true)
    await pass(1)
    expect(await published()).toEqual([first, next])
    await pass(0.1)
    expect(await published()).toEqual([next])
  })

  it('happens once however many processes look at the same moment', async () => {
    harness.clock.ahead = 89.5 * day
    await Promise.allSettled(Array.from({ length: 8 }, () => maintainSigningKeys(harness.gateway.work)))
    expect(await published()).toHaveLength(2)
    harness.clock.ahead = 91 * day
    await Promise.allSettled(Array.from({ length: 8 }, () => maintainSigningKeys(harness.gateway.work)))
    expect(await published()).toHaveLength(2)
    expect(kidOf(await idToken())).toBe((await published())[1])
  })
})

describe('on command', () => {
  const options = { alg: 'RS256', immediately: true, forget_previous: false } as const

  it('the next key signs at once, and what was signed before stays good', async () => {
    const before = await idToken()
    await rotateSigningKey(harness.gateway.work, harness.environment_id, options)
    const after = await idToken()
    expect(kidOf(after)).not.toBe(kidOf(before))
    expect([await verifies(before), await verifies(after)]).toEqual([true, true])
  })

  it('after a loss the key before is gone, and nothing that it signed verifies', async () => {
    const before = await idToken()
    await rotateSigningKey(harness.gateway.work, harness.environment_id, { ...options, forget_previous: true })
    expect([await verifies(before), await verifies(await idToken())]).toEqual([false, true])
  })

  it('a key that was published ahead is taken first, and publishing ahead twice publishes one', async () => {
    const ahead = { ...options, immediately: false }
    await rotateSigningKey(harness.gateway.work, harness.environment_id, ahead)
    await rotateSigningKey(harness.gateway.work, harness.environment_id, ahead)
    const [, next] = await published()
    expect(await published()).toHaveLength(2)
    await rotateSigningKey(harness.gateway.work, harness.environment_id, options)
    expect(kidOf(await idToken())).toBe(next)
  })

  it('touches one algorithm of one environment', async () => {
    const before = await published('ES256')
    await rotateSigningKey(harness.gateway.work, harness.environment_id, options)
    expect(await published('ES256')).toEqual(before)
  })
})
