/** An application wants a certain kind of authentication: `acr_values`, and an essential `acr`. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EntraHarness, startEntraHarness } from '../../../test/entra-harness.ts'
import {
  answerOf,
  authorizeAddress,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  refused,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'

const essential = (acr: object) => ({ claims: JSON.stringify({ id_token: { acr: { essential: true, ...acr } } }) })

describe('an OpenID provider', () => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness()
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  const proves = (acr: unknown): void => {
    harness.provider.behaviour = { ...harness.provider.behaviour, token_claims: { acr } }
  }
  const signedIn = async (change: Record<string, string>, person = browser()) => {
    const code = (await signIn(harness, person, change)).searchParams.get('code')
    const { id_token } = (await (await redeem(harness, String(code))).json()) as TokenAnswer
    return { person, acr: payloadOf(id_token).acr }
  }

  it('is asked for `acr_values` as they came, and what it proved goes on', async () => {
    proves('silver')
    const person = browser()
    const there = new URL(locationOf(await person.get(authorizeAddress(harness, { acr_values: 'gold silver' }))))
    expect(there.searchParams.get('acr_values')).toBe('gold silver')
    expect(there.searchParams.has('claims')).toBe(false)
    expect((await signedIn({ acr_values: 'gold silver' })).acr).toBe('silver')
  })

  it('that proves nothing leaves `acr` out, for the values are a wish', async () => {
    expect((await signedIn({ acr_values: 'gold' })).acr).toBeUndefined()
  })

  it('is visited again by a person whose session proved less, and not by one whose session proved it', async () => {
    proves('silver')
    const { person } = await signedIn({})
    const ask = async (change: Record<string, string>) => person.get(authorizeAddress(harness, change))
    expect(answerOf(await ask({ acr_values: 'silver', prompt: 'none' })).code).toBeDefined()
    expect(answerOf(await ask({ acr_values: 'gold', prompt: 'none' })).error).toBe('login_required')
    expect(new URL(locationOf(await ask({ acr_values: 'gold' }))).searchParams.get('acr_values')).toBe('gold')
    proves('gold')
    expect((await signedIn({ acr_values: 'gold' }, person)).acr).toBe('gold')
    expect(answerOf(await ask({ acr_values: 'gold', prompt: 'none' })).code).toBeDefined()
  })

  it('must prove an essential `acr`', async () => {
    proves('gold')
    expect((await signedIn(essential({ values: ['gold', 'silver'] }))).acr).toBe('gold')
    expect((await signedIn(essential({ value: 'gold' }))).acr).toBe('gold')
  })

  const unmet: [string, unknown][] = [
    ['another value', 'bronze'],
    ['none', undefined],
    ['a list', ['gold']],
    ['another case', 'Gold'],
  ]
  it.each(unmet)('that proves %s does not meet an essential `acr`', async (_, acr) => {
    proves(acr)
    const person = browser()
    const back = await goUpstream(harness, person, essential({ value: 'gold' }))
    expect((await refused(harness, await person.get(back.href))).error_code).toBe('acr_unmet')
  })

  it('is sent no `acr_values` of more than 1,024 characters', async () => {
    const response = await browser().get(authorizeAddress(harness, { acr_values: 'a'.repeat(1_025) }))
    expect(answerOf(response).error).toBe('invalid_request')
  })
})

describe('Entra', () => {
  let harness: EntraHarness
  beforeAll(async () => {
    harness = await startEntraHarness()
    await harness.client.credentials.create(harness.entra.id, {
      type: 'client_secret',
      client_secret: 'Zq18Q~first-secret-of-the-application',
    })
    await harness.client.connections.activate(harness.entra.id)
  })
  afterAll(() => harness.close())

  const at = () => ({ organization: undefined, connection: harness.entra.id })
  const claimsSent = async (change: Record<string, string>) => {
    const there = new URL(locationOf(await browser().get(authorizeAddress(harness, { ...at(), ...change }))))
    expect(there.searchParams.has('acr_values')).toBe(false)
    return JSON.parse(there.searchParams.get('claims') ?? 'null')
  }

  it('is asked for an authentication context by the claim `acrs`, which goes on as `acr`', async () => {
    expect(await claimsSent({ acr_values: 'urn:mfa c1 c2' })).toEqual({
      id_token: { acrs: { essential: true, value: 'c1' } },
    })
    const code = (await harness.signInAsAda({ ...at(), acr_values: 'c1' })).searchParams.get('code')
    const { id_token } = (await (await redeem(harness, String(code))).json()) as TokenAnswer
    expect(payloadOf(id_token).acr).toBe('c1')
  })

  it('is asked for both the context and the time', async () => {
    expect(await claimsSent({ acr_values: 'c25', max_age: '60' })).toEqual({
      id_token: { auth_time: { essential: true }, acrs: { essential: true, value: 'c25' } },
    })
  })

  it('is not asked for values that are no context', async () => {
    for (const acr_values of ['urn:mfa', 'c0', 'c100', 'C1']) expect(await claimsSent({ acr_values })).toBeNull()
  })
})
