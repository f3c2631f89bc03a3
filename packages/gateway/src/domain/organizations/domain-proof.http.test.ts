/** The proof of a domain: by a TXT record, looked up on request and in the background. */
import { dayMs, hourMs, minuteMs } from '@gatehouse-sso/core/time'
import type { Domain } from '@gatehouse-sso/sdk/contract/domains'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databases, type Harness, startHarness } from '../../../test/harness.ts'
import { checkDueDomains } from './domain-proof.ts'

describe.each(databases)('a domain on %s', (_, database) => {
  let harness: Harness
  let names = 0
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.dns.clear())

  const organization = async (): Promise<string> => (await harness.client.organizations.create({ name: 'Owner' })).id
  async function claim(domain = `claim${++names}.example`, verified = false): Promise<Domain> {
    return harness.client.domains.create(await organization(), { domain, verified })
  }
  const publish = ({ dns_record: { name, value } }: Domain, ...others: string[]): void =>
    void harness.dns.set(name, [...others, value])
  const check = ({ organization_id, id }: Domain) => harness.client.domains.check(organization_id, id)
  const now = async ({ organization_id, id }: Domain): Promise<Domain | undefined> =>
    (await harness.client.domains.list(organization_id).toArray()).find((domain) => domain.id === id)
  const later = async (ms: number): Promise<void> => {
    harness.clock.ahead += ms
    await checkDueDomains(harness.gateway.work)
  }
  const eventsOf = async ({ organization_id }: Domain): Promise<readonly string[]> =>
    (await harness.client.events.list({ organization_id, limit: 100 })).data
      .map(({ type }) => type)
      .filter((type) => type.startsWith('domain.'))
      .toReversed()

  it('is verified by its record, among others', async () => {
    const domain = await claim()
    expect(domain).toMatchObject({
      state: 'pending',
      dns_record: {
        type: 'TXT',
        name: `_gatehouse.${domain.domain}`,
        value: expect.stringMatching(/^gatehouse-domain-verification=[\w-]{22}$/),
      },
    })
    expect(await check(domain)).toMatchObject({ state: 'pending', dns_answer: [], checked_at: expect.any(String) })
    publish(domain, 'v=spf1 -all')
    expect(await check(domain)).toMatchObject({
      state: 'verified',
      verified_by: 'dns',
      dns_answer: ['v=spf1 -all', domain.dns_record.value],
    })
    expect(await eventsOf(domain)).toEqual(['domain.created', 'domain.verified'])
  })

  const wrong: readonly [string, (domain: Domain, other: Domain) => void][] = [
    ['of another claim', (domain, other) => void harness.dns.set(domain.dns_record.name, [other.dns_record.value])],
    ['in other letters', ({ dns_record: { name, value } }) => void harness.dns.set(name, [value.toUpperCase()])],
    ['with more text', ({ dns_record: { name, value } }) => void harness.dns.set(name, [`${value} x`])],
    ['at the domain itself', ({ domain, dns_record }) => void harness.dns.set(domain, [dns_record.value])],
    [
      'of a parent domain',
      ({ domain, dns_record }) =>
        void harness.dns.set(`_gatehouse.${domain.split('.').slice(1).join('.')}`, [dns_record.value]),
    ],
  ]
  it.each(wrong)('is not verified by a record %s', async (_, set) => {
    const domain = await claim()
    set(domain, await claim())
    expect((await check(domain)).state).toBe('pending')
  })

  it('does not verify a sub-domain', async () => {
    const domain = await claim()
    publish(domain)
    await check(domain)
    const below = await claim(`mail.${domain.domain}`)
    expect((await check(below)).state).toBe('pending')
  })

  it('is looked up in the background until the record is there', async () => {
    const domain = await claim()
    await later(minuteMs + 1)
    expect((await now(domain))?.checked_at).not.toBeNull()
    publish(domain)
    await later(minuteMs + 1)
    expect(await now(domain)).toMatchObject({ state: 'verified', verified_by: 'dns' })
    const [verified] = (await harness.client.events.list({ organization_id: domain.organization_id })).data
    expect(verified?.actor.type).toBe('system')
  })

  it('waits for a later run when more are due than a run takes', async () => {
    await later(hourMs) // the claims of other tests now wait for longer than a minute
    const claims: Domain[] = []
    for (let n = 0; n < 5; n += 1) claims.push(await claim())
    harness.clock.ahead += minuteMs
    const seen: number[] = []
    for (const limits of [
      { at_once: 2, rows: 3, run_ms: 1_000 },
      { at_once: 2, rows: 3, run_ms: 0 },
      { at_once: 2, rows: 3, run_ms: 1_000 },
    ]) {
      await checkDueDomains(harness.gateway.work, undefined, limits)
      const checked = await Promise.all(claims.map(now))
      seen.push(checked.filter((domain) => domain?.checked_at !== null).length)
    }
    expect(seen).toEqual([3, 3, 5])
  })

  it('ends as a claim after 30 days, and begins anew when somebody looks', async () => {
    const domain = await claim()
    await later(30 * dayMs + 1)
    expect((await now(domain))?.state).toBe('failed')
    expect(await eventsOf(domain)).toEqual(['domain.created', 'domain.failed'])
    expect((await check(domain)).state).toBe('pending')
    publish(domain)
    await later(minuteMs + 1)
    expect((await now(domain))?.state).toBe('verified')
  })

  it('stays verified when its record goes, with an event once, and one when it is back', async () => {
    const domain = await claim()
    publish(domain)
    await check(domain)
    harness.dns.clear()
    await later(dayMs + 1)
    await later(dayMs + 1)
    expect(await now(domain)).toMatchObject({ state: 'verified', proof_missing_since: expect.any(String) })
    publish(domain)
    await later(dayMs + 1)
    expect(await now(domain)).toMatchObject({ state: 'verified', proof_missing_since: null })
    const expected = ['domain.created', 'domain.verified', 'domain.proof_missing', 'domain.proof_found']
    expect(await eventsOf(domain)).toEqual(expected)
  })

  it('on the word of the operator needs no record, and is not looked up', async () => {
    const domain = await claim(undefined, true)
    await later(2 * dayMs)
    expect(await now(domain)).toMatchObject({ state: 'verified', verified_by: 'operator', checked_at: null })
    publish(domain)
    expect(await check(domain)).toMatchObject({ verified_by: 'dns' })
  })

  it('changes nothing while DNS does not answer', async () => {
    const domain = await claim()
    harness.dns.set(domain.dns_record.name, 'ESERVFAIL')
    await expect(check(domain)).rejects.toMatchObject({ code: 'dns_unavailable' })
    await later(minuteMs + 1)
    expect(await now(domain)).toMatchObject({ state: 'pending', checked_at: null })
  })

  it('that another organization has verified is not verified, whatever the record says', async () => {
    const owner = await claim(undefined, true)
    const rival = await claim(owner.domain)
    publish(rival)
    await expect(check(rival)).rejects.toMatchObject({ code: 'domain_taken' })
    await later(minuteMs + 1)
    expect(await now(rival)).toMatchObject({ state: 'pending' })
    expect(await now(owner)).toMatchObject({ state: 'verified' })
  })

  it('has one owner when two prove it at the same moment', async () => {
    const [one, other] = [await claim('race.example'), await claim('race.example')]
    harness.dns.set(one.dns_record.name, [one.dns_record.value, other.dns_record.value])
    const answers = await Promise.allSettled([check(one), check(other)])
    const states = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.state : answer.reason.code))
    expect(states.toSorted()).toEqual(['domain_taken', 'verified'])
  })

  it('is looked up once by two jobs at the same moment', async () => {
    const domain = await claim()
    harness.clock.ahead += minuteMs + 1
    publish(domain)
    await Promise.all([1, 2, 3].map(() => checkDueDomains(harness.gateway.work)))
    expect(await eventsOf(domain)).toEqual(['domain.created', 'domain.verified'])
  })

  it.each(['co.uk', 'gmail.com', 'contos\u043e.example'])('is refused as %s', async (domain) => {
    await expect(claim(domain)).rejects.toMatchObject({ code: 'values_invalid' })
  })

  it('is one of 100 of an organization at most', async () => {
    const domains = Array.from({ length: 100 }, (_, at) => ({ domain: `many${at}.example` }))
    const { id } = await harness.client.organizations.create({ name: 'Many', domains })
    const one = harness.client.domains.create(id, { domain: 'one-more.example' })
    await expect(one).rejects.toMatchObject({ code: 'limit_reached' })
  })
})
