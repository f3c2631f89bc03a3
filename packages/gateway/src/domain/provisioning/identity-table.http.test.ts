/** The identity table, case by case (test/identity-cases.ts). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addConnection,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  refused,
  startHarness,
  until,
} from '../../../test/harness.ts'
import { type Claims, cases, partner, tenant } from '../../../test/identity-cases.ts'

const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
  const initiate_login_uri = 'https://app.example/login'
  await harness.client.applications.update(harness.application.client_id, { initiate_login_uri })
})
afterAll(() => harness.close())

let count = 0
describe('the identity table', () => {
  it('has at least 70 cases', () => expect(cases.length).toBeGreaterThanOrEqual(70))

  it.each(cases)(
    '%s',
    async (_, {
      kind,
      policy = {},
      mapping = {},
      made = [],
      invited: people = [],
      seen,
      users,
      trust,
      email_verified,
    }) => {
      count += 1
      const own = `own${count}.example`
      const at = <V>(value: V): V => JSON.parse(JSON.stringify(value).replaceAll('own.example', own)) as V
      const organization = await harness.client.organizations.create({
        name: own,
        domains: [{ domain: own, verified: true }],
      })
      const tenants = {
        entra: { tenant_id: tenant },
        oidc: {},
        'entra, two tenants': { tenant_id: 'organizations', allowed_tenants: [tenant, partner] },
        'entra, a list of one': { tenant_id: 'organizations', allowed_tenants: [tenant] },
      }[kind]
      const template = `${harness.provider.url}/{tenantid}/v2.0`
      harness.provider.reset()
      harness.provider.behaviour = {
        claims: {},
        ...('allowed_tenants' in tenants ? { discovery: { issuer: template } } : {}),
      }
      await addConnection(
        { ...harness, organization_id: organization.id },
        {
          ...(kind === 'oidc'
            ? {}
            : {
                type: 'entra_oidc',
                settings: { client_id, cloud: 'custom', authority_host: harness.provider.url, ...tenants },
              }),
          policy: { userinfo: 'never', ...policy },
          mapping,
        },
      )
      const labels = new Map<string, string>()
      for (const [index, { suspended, ...user }] of at(made).entries()) {
        const { id } = await harness.client.users.create({ organization_id: organization.id, ...user })
        if (suspended) await harness.client.users.suspend(id)
        labels.set(id, `k${index}`)
      }
      for (const { revoked, ...person } of at(people)) {
        const to = { organization_id: organization.id, application_id: harness.application.client_id }
        const { id } = await harness.client.invitations.create({ ...to, ...person })
        if (revoked) await harness.client.invitations.revoke(id)
      }
      const outcome: string[] = []
      let last: { id: string; claims: Claims } = { id: '', claims: {} }
      for (const claims of at(seen)) {
        const issuer = `${harness.provider.url}/${claims.tid}/v2.0`
        const sent = kind === 'oidc' ? claims : { ...claims, iss: issuer }
        harness.provider.behaviour = { ...harness.provider.behaviour, claims: sent }
        const person = browser()
        const back = await goUpstream(harness, person, { organization: organization.id })
        const response = await person.get(back.href)
        const code = new URL(locationOf(response), harness.url).searchParams.get('code')
        if (code === null) {
          outcome.push(`!${(await refused(harness, response)).error_code}`)
          continue
        }
        const { id_token } = (await (await redeem(harness, code)).json()) as { id_token: string }
        const token = payloadOf(id_token)
        const id = String(token.sub)
        if (!labels.has(id)) labels.set(id, String.fromCharCode(65 + labels.size - made.length))
        outcome.push(String(labels.get(id)))
        last = { id, claims: token }
      }
      expect(outcome.join(' ')).toBe(users)
      if (email_verified !== undefined) expect(last.claims.email_verified ?? false).toBe(email_verified)
      if (trust === undefined) return
      const { data } = await harness.client.signIns.list({ user_id: last.id, limit: 1 })
      const record = await until(
        () => harness.client.signIns.get(String(data[0]?.id)),
        ({ decision }) => decision !== null,
      )
      expect(record.decision?.email_trust).toEqual({ level: trust, because: expect.stringMatching(/\w/) })
    },
  )
})
