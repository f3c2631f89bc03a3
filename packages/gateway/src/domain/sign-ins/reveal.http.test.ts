/** The personal data in the trace of a sign-in: who sees it, and for how long it is there. */
import type { Id } from '@gatehouse-sso/core/ids'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addEnvironment,
  browser,
  databases,
  goUpstream,
  type Harness,
  signIn,
  startHarness,
  until,
} from '../../../test/harness.ts'

const day = 24 * 60 * 60_000

describe.each(databases)('on %s, the personal data in a trace', (_, newDatabase) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await newDatabase() })
  })
  afterAll(() => harness.close())

  const newest = async (of: Harness): Promise<Id<'signin'>> => {
    await signIn(of, browser(), { login_hint: 'ada@acme.example' })
    const [{ id } = { id: '' as Id<'signin'> }] = (await of.client.signIns.list({ limit: 1 })).data
    await until(
      () => of.client.signIns.get(id),
      ({ claims }) => claims !== null,
    )
    return id
  }
  const revealed = async () => (await harness.client.events.list({ type: 'sign_in.revealed' })).data

  it('is hidden, and what says nothing about a person is shown', async () => {
    const record = await harness.client.signIns.get(await newest(harness))
    for (const secret of ['ada@', 'Ada', 'Muster', 'subject-1']) expect(JSON.stringify(record)).not.toContain(secret)
    expect(record).toMatchObject({
      redacted: true,
      email: '[redacted]@acme.example',
      login_hint: '[redacted]@acme.example',
      claims: { id_token: { sub: '[redacted]', iss: harness.provider.url, email_verified: true } },
      decision: { roles: [{ role: 'member' }] },
    })
    expect(record.mapping.find(({ attribute }) => attribute === 'name')).toMatchObject({
      ...{ rule: ['name'], claim: 'name', value: '[redacted]' },
    })
    expect(await revealed()).toEqual([])
  })

  it('is hidden in the list, which finds the sign-in by the whole email', async () => {
    const id = await newest(harness)
    const { data } = await harness.client.signIns.list({ email: 'Ada@acme.example', limit: 1 })
    expect(data).toMatchObject([{ id, email: '[redacted]@acme.example' }])
    expect((await harness.client.signIns.list({ email: '[redacted]@acme.example' })).data).toEqual([])
    expect(JSON.stringify((await harness.client.signIns.list({ limit: 100 })).data)).not.toContain('ada@')
  })

  it('is shown when it is revealed, and an event says who has read it', async () => {
    const id = await newest(harness)
    const record = await harness.client.signIns.reveal(id)
    expect(record).toMatchObject({
      redacted: false,
      email: 'ada@acme.example',
      claims: { id_token: { sub: 'subject-1', name: 'Ada Muster' } },
    })
    const [key] = (await harness.client.apiKeys.list()).data
    const [event, ...others] = await revealed()
    expect(others).toEqual([])
    expect(event).toMatchObject({ actor: { type: 'api_key', id: key?.id }, data: { object: 'sign_in', id } })
    expect((await harness.client.events.list({ object_id: id })).data).toEqual([event])
  })

  it('is hidden in the events of sign-ins, and those of users show it to who may read users', async () => {
    await newest(harness)
    const signed = (await harness.client.events.list({ type: 'sign_in.succeeded' })).data
    expect(signed[0]?.data).toMatchObject({ email: '[redacted]@acme.example' })
    const created = async (client: Gatehouse) => (await client.events.list({ type: 'user.created' })).data
    expect((await created(harness.client))[0]?.data).toMatchObject({ email: 'ada@acme.example', name: 'Ada Muster' })
    const { secret } = await harness.client.apiKeys.create({ name: 'Auditor', scopes: ['events:read'] })
    const auditor = new Gatehouse({ base_url: harness.url, api_key: secret, max_retries: 0 })
    const seen = await created(auditor)
    expect(seen[0]?.data).toMatchObject({ email: '[redacted]@acme.example', name: '[redacted]', state: 'active' })
    const all = JSON.stringify(await auditor.events.list({ limit: 100 }).toArray())
    for (const secret of ['ada@', 'Ada', 'Muster', 'subject-1']) expect(all).not.toContain(secret)
  })

  it('is sealed where the identity provider quotes it in an error, and ends with the rest', async () => {
    const description = "The signed-in user 'ada@acme.example' is not assigned."
    const body = JSON.stringify({ error: 'invalid_grant', error_description: description })
    harness.provider.behaviour = { ...harness.provider.behaviour, token_answer: { status: 400, body } }
    const person = browser()
    await person.get((await goUpstream(harness, person)).href)
    harness.provider.reset()
    const [{ id } = { id: '' as Id<'signin'> }] = (await harness.client.signIns.list({ limit: 1 })).data
    const quotes = async () =>
      JSON.stringify(await harness.client.signIns.reveal(id)).split('ada@acme.example').length - 1
    expect(await quotes()).toBe(2)
    harness.clock.ahead = 30 * day + 60_000
    await harness.gateway.sweep()
    expect(await quotes()).toBe(0)
    expect((await harness.client.signIns.reveal(id)).error?.upstream?.description).toContain('[redacted]@acme.example')
    harness.clock.ahead = 0
  })

  it('is not shown to a key that may only read', async () => {
    const id = await newest(harness)
    const before = await revealed()
    const { secret } = await harness.client.apiKeys.create({ name: 'Reader', scopes: ['sign_ins:read'] })
    const reader = new Gatehouse({ base_url: harness.url, api_key: secret, max_retries: 0 })
    expect((await reader.signIns.get(id)).redacted).toBe(true)
    await expect(reader.signIns.reveal(id)).rejects.toMatchObject({ code: 'scope_missing' })
    expect(await revealed()).toEqual(before)
  })

  it('is not shown to another environment', async () => {
    const id = await newest(harness)
    const other = await addEnvironment(harness, 'reveal-other')
    await expect(other.client.signIns.reveal(id)).rejects.toMatchObject({ code: 'resource_missing' })
    expect((await other.client.events.list({ type: 'sign_in.revealed' })).data).toEqual([])
  })

  it('is gone after the days of its own environment', async () => {
    const other = await addEnvironment(harness, 'reveal-short')
    const short = await harness.installation.environments.update(other.environment_id, { trace_days: 2 })
    expect(short.trace_days).toBe(2)
    expect((await harness.installation.environments.get(harness.environment_id)).trace_days).toBe(30)
    const [mine, theirs] = [await newest(harness), await newest(other)]
    const claims = async (of: Harness, id: Id<'signin'>) => (await of.client.signIns.reveal(id)).claims
    harness.clock.ahead = 2 * day - 60_000
    await harness.gateway.sweep()
    expect(await claims(other, theirs)).not.toBeNull()
    harness.clock.ahead = 2 * day + 60_000
    await harness.gateway.sweep()
    expect(await claims(other, theirs)).toBeNull()
    expect(await claims(harness, mine)).not.toBeNull()
    expect((await other.client.signIns.get(theirs)).steps.length).toBeGreaterThan(3)
    harness.clock.ahead = 30 * day + 60_000
    await harness.gateway.sweep()
    expect(await claims(harness, mine)).toBeNull()
    harness.clock.ahead = 0
  })

  it.each([0, 366, 1.5])('cannot be kept for %d days', async (trace_days) => {
    const update = harness.installation.environments.update(harness.environment_id, { trace_days })
    await expect(update).rejects.toMatchObject({ code: 'values_invalid' })
  })
})
