/**
 * The identity table: who somebody is, whatever happens to names, mailboxes, tenants and registrations. Each case is a
 * new organization, with users who were made before and people who sign in one after the other. `k0` is the first user
 * who was made before; `A`, `B` … are users who were created by a sign-in; `!code` is a refusal.
 */
import type { EmailTrustLevel } from '@gatehouse-sso/core/email-trust'
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'
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

const tenant = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const partner = '11111111-2222-4333-8444-555555555555'
const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const oidOf = (number: number): string => `aaaaaaaa-bbbb-4ccc-8ddd-${String(number).padStart(12, '0')}`

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

type Claims = Record<string, unknown>
interface Case {
  readonly kind: 'entra' | 'entra, two tenants' | 'entra, a list of one' | 'oidc'
  readonly policy?: Partial<ConnectionPolicy>
  readonly mapping?: Record<string, string[]>
  /** Users who were made before. */
  readonly made?: readonly { email: string; preferred_username?: string; external_id?: string; suspended?: true }[]
  /** The claims of each sign-in. */
  readonly seen: readonly Claims[]
  readonly users: string
  /** The trust in the email of the last sign-in. */
  readonly trust?: EmailTrustLevel
  readonly email_verified?: boolean
}

/** The people of the cases. Their domain `own.example` is replaced by that of the organization. */
const ada: Claims = {
  sub: 'p-1',
  tid: tenant,
  oid: oidOf(1),
  name: 'Ada',
  email: 'ada@own.example',
  preferred_username: 'ada@own.example',
}
const bob: Claims = {
  ...ada,
  sub: 'p-2',
  oid: oidOf(2),
  name: 'Bob',
  email: 'bob@own.example',
  preferred_username: 'bob@own.example',
}
const there: Claims = { ...ada, tid: partner }
const generic: Claims = { sub: 'ada', email: 'ada@own.example', email_verified: true, preferred_username: 'ada' }
const known = { new_users: 'refuse' } as const
const invited = [{ email: 'ada@own.example' }]
const mail = (email: string, more: Claims = {}): Claims => ({ ...ada, email, ...more })

const cases: readonly (readonly [string, Case])[] = [
  [
    'the same person twice',
    { kind: 'entra', seen: [ada, ada], users: 'A A', trust: 'verified_domain', email_verified: true },
  ],
  ['two people', { kind: 'entra', seen: [ada, bob, ada], users: 'A B A' }],
  [
    'a renamed person',
    {
      kind: 'entra',
      seen: [ada, { ...ada, name: 'Ada Neu', email: 'ada.neu@own.example', preferred_username: 'ada.neu@own.example' }],
      users: 'A A',
      trust: 'verified_domain',
    },
  ],
  [
    'a person who marries into the old name of another',
    {
      kind: 'entra',
      seen: [ada, { ...ada, email: 'a2@own.example' }, mail('ada@own.example', { oid: oidOf(3), sub: 'p-3' })],
      users: 'A A B',
    },
  ],
  [
    'a mailbox that is given to a successor',
    {
      kind: 'entra',
      seen: [ada, mail('ada@own.example', { oid: oidOf(4), sub: 'p-4', name: 'Successor' })],
      users: 'A B',
    },
  ],
  [
    'a mailbox that is given to a successor, while the first one still signs in',
    {
      kind: 'entra',
      seen: [ada, mail('ada@own.example', { oid: oidOf(4), sub: 'p-4' }), mail('other@own.example')],
      users: 'A B A',
    },
  ],
  [
    'a re-created app registration with a new sub',
    { kind: 'entra', seen: [ada, { ...ada, sub: 'p-new' }], users: 'A A' },
  ],
  ['the sub of another person', { kind: 'entra', seen: [ada, { ...bob, sub: 'p-1' }], users: 'A B' }],
  [
    'a person without email',
    {
      kind: 'entra',
      seen: [
        { ...ada, email: undefined },
        { ...ada, email: undefined },
      ],
      users: 'A A',
      trust: 'missing',
      email_verified: false,
    },
  ],
  [
    'two people without email',
    {
      kind: 'entra',
      seen: [
        { ...ada, email: undefined },
        { ...bob, email: undefined },
      ],
      users: 'A B',
      trust: 'missing',
    },
  ],
  [
    'a person who gets an email later',
    { kind: 'entra', seen: [{ ...ada, email: undefined }, ada], users: 'A A', trust: 'verified_domain' },
  ],
  [
    'a person who loses the email',
    { kind: 'entra', seen: [ada, { ...ada, email: undefined }], users: 'A A', trust: 'missing', email_verified: false },
  ],
  [
    'an object id in other letters',
    { kind: 'entra', seen: [ada, { ...ada, oid: oidOf(1).toUpperCase() }], users: 'A A' },
  ],
  [
    'a person who was deleted and made again',
    { kind: 'entra', seen: [ada, { ...ada, oid: oidOf(9), sub: 'p-9' }], users: 'A B' },
  ],
  [
    'a foreign address in the own tenant',
    { kind: 'entra', seen: [mail('ceo@victim.example')], users: 'A', trust: 'unverified', email_verified: false },
  ],
  [
    'a foreign address that Entra has verified',
    {
      kind: 'entra',
      seen: [mail('ceo@victim.example', { xms_edov: true })],
      users: 'A',
      trust: 'xms_edov',
      email_verified: true,
    },
  ],
  [
    'an own address that Entra denies',
    {
      kind: 'entra',
      seen: [mail('ada@own.example', { xms_edov: false })],
      users: 'A',
      trust: 'unverified',
      email_verified: false,
    },
  ],
  [
    'a guest by idp',
    {
      kind: 'entra',
      seen: [{ ...ada, idp: `https://sts.windows.net/${partner}/` }],
      users: 'A',
      trust: 'unverified',
      email_verified: false,
    },
  ],
  ['a guest by acct', { kind: 'entra', seen: [{ ...ada, acct: 1 }], users: 'A', trust: 'unverified' }],
  [
    'a guest by the name',
    { kind: 'entra', seen: [{ ...ada, upn: 'ada_home.example#EXT#@own.example' }], users: 'A', trust: 'unverified' },
  ],
  [
    'a guest whose address Entra has verified',
    { kind: 'entra', seen: [{ ...ada, acct: 1, xms_edov: '1' }], users: 'A', trust: 'xms_edov' },
  ],
  [
    'a member with acct 0 and the own tenant as idp',
    {
      kind: 'entra',
      seen: [{ ...ada, acct: 0, idp: `https://sts.windows.net/${tenant}/` }],
      users: 'A',
      trust: 'verified_domain',
    },
  ],
  [
    'an email from another claim',
    {
      kind: 'entra',
      mapping: { email: ['upn'] },
      seen: [{ ...ada, upn: 'ada@own.example', xms_edov: true }],
      users: 'A',
      trust: 'unverified',
      email_verified: false,
    },
  ],
  ['the same object id in two tenants', { kind: 'entra, two tenants', seen: [ada, there], users: 'A B' }],
  [
    'an own address of one of two tenants',
    { kind: 'entra, two tenants', seen: [ada], users: 'A', trust: 'unverified', email_verified: false },
  ],
  [
    'an address of one of two tenants that Entra has verified',
    { kind: 'entra, two tenants', seen: [{ ...there, xms_edov: 1 }], users: 'A', trust: 'xms_edov' },
  ],
  [
    'an own address of the only tenant of a list',
    { kind: 'entra, a list of one', seen: [ada], users: 'A', trust: 'verified_domain' },
  ],
  ['an invited person', { kind: 'entra', made: invited, seen: [ada, ada], users: 'k0 k0', trust: 'verified_domain' }],
  [
    'an invited person, where only known users may in',
    { kind: 'entra', policy: known, made: invited, seen: [ada], users: 'k0' },
  ],
  ['an invited person in capitals', { kind: 'entra', made: [{ email: 'ADA@own.example' }], seen: [ada], users: 'k0' }],
  [
    'an invited person who is renamed afterwards',
    { kind: 'entra', policy: known, made: invited, seen: [ada, mail('new@own.example')], users: 'k0 k0' },
  ],
  [
    'the successor of an invited person',
    {
      kind: 'entra',
      policy: known,
      made: invited,
      seen: [ada, mail('ada@own.example', { oid: oidOf(5), sub: 'p-5' })],
      users: 'k0 !user_unknown',
    },
  ],
  [
    'a stranger, where only known users may in',
    { kind: 'entra', policy: known, made: invited, seen: [bob], users: '!user_unknown' },
  ],
  [
    'an attacker of an allowed second tenant with the address of an invited person',
    { kind: 'entra, two tenants', made: invited, seen: [there], users: 'A', trust: 'unverified' },
  ],
  [
    'the same attacker, where only known users may in',
    { kind: 'entra, two tenants', policy: known, made: invited, seen: [there], users: '!user_unknown' },
  ],
  [
    'a guest with the address of an invited person',
    { kind: 'entra', policy: known, made: invited, seen: [{ ...ada, acct: 1 }], users: '!user_unknown' },
  ],
  [
    'a person of another tenant than that of the connection',
    { kind: 'entra', seen: [there], users: '!token_tenant_wrong' },
  ],
  [
    'an invited person with a foreign address',
    {
      kind: 'entra',
      policy: known,
      made: [{ email: 'ada@gmail.example' }],
      seen: [mail('ada@gmail.example')],
      users: '!user_unknown',
    },
  ],
  [
    'two known users with one user name',
    {
      kind: 'entra',
      policy: { link_by: ['preferred_username'] },
      made: [
        { email: 'x@own.example', preferred_username: 'ada@own.example' },
        { email: 'y@own.example', preferred_username: 'ada@own.example' },
      ],
      seen: [ada],
      users: '!link_ambiguous',
    },
  ],
  [
    'a known user by user name, without a proved email',
    {
      kind: 'entra, two tenants',
      policy: { link_by: ['email', 'preferred_username'] },
      made: [{ email: 'x@own.example', preferred_username: 'ada@own.example' }],
      seen: [there],
      users: 'k0',
      trust: 'unverified',
    },
  ],
  [
    'an attacker of an allowed second tenant with the address of an invited person, mapped as user name',
    {
      kind: 'entra, two tenants',
      mapping: { preferred_username: ['email'] },
      policy: { ...known, link_by: ['preferred_username'] },
      made: [{ email: 'ada@own.example', preferred_username: 'ada@own.example' }],
      seen: [there],
      users: '!user_unknown',
    },
  ],
  [
    'an attacker of an allowed second tenant with the address of an invited person, mapped as identifier',
    {
      kind: 'entra, two tenants',
      mapping: { identifier: ['email'] },
      policy: { link_by: ['identifier'] },
      made: [{ email: 'ada@own.example', external_id: 'ada@own.example' }],
      seen: [there],
      users: 'A',
      trust: 'unverified',
    },
  ],
  [
    'an invited person by a proved address, mapped as identifier',
    {
      kind: 'entra',
      mapping: { identifier: ['email'] },
      policy: { ...known, link_by: ['identifier'] },
      made: [{ email: 'x@own.example', external_id: 'ada@own.example' }],
      seen: [ada],
      users: 'k0',
      trust: 'verified_domain',
    },
  ],
  [
    'a known user by object id',
    {
      kind: 'entra',
      policy: { ...known, link_by: ['identifier'] },
      made: [{ email: 'x@own.example', external_id: oidOf(1) }],
      seen: [ada, bob],
      users: 'k0 !user_unknown',
    },
  ],
  [
    'a known user by object id, of whom nothing was sent',
    {
      kind: 'entra',
      mapping: { identifier: ['employee_id'] },
      policy: { ...known, link_by: ['identifier'] },
      made: invited,
      seen: [ada],
      users: '!mapping_incomplete',
    },
  ],
  [
    'a suspended user who was invited',
    { kind: 'entra', made: [{ email: 'ada@own.example', suspended: true }], seen: [ada], users: '!user_suspended' },
  ],
  [
    'nobody by email, where email does not link',
    { kind: 'entra', policy: { link_by: [] }, made: invited, seen: [ada], users: 'A' },
  ],
  [
    'a generic provider',
    { kind: 'oidc', seen: [generic, generic, { ...generic, sub: 'Ada' }], users: 'A A B', trust: 'verified_domain' },
  ],
  [
    'a generic provider that vouches for a foreign address',
    {
      kind: 'oidc',
      made: [{ email: 'ada@victim.example' }],
      seen: [{ ...generic, email: 'ada@victim.example' }],
      users: 'A',
      trust: 'email_verified',
      email_verified: false,
    },
  ],
  [
    'a generic provider that says nothing',
    { kind: 'oidc', made: invited, seen: [{ ...generic, email_verified: undefined }], users: 'A', trust: 'unverified' },
  ],
  [
    'a generic provider that denies',
    {
      kind: 'oidc',
      policy: known,
      made: invited,
      seen: [{ ...generic, email_verified: false }],
      users: '!user_unknown',
    },
  ],
  [
    'a generic provider whose person is renamed',
    { kind: 'oidc', made: invited, seen: [generic, { ...generic, email: 'new@own.example' }], users: 'k0 k0' },
  ],
  [
    'a generic provider that claims to be Entra',
    {
      kind: 'oidc',
      seen: [
        { ...generic, tid: tenant, oid: oidOf(1) },
        { ...generic, sub: 'x', tid: tenant, oid: oidOf(1) },
      ],
      users: 'A B',
    },
  ],
]

let count = 0
describe('the identity table', () => {
  it('has at least 40 cases', () => expect(cases.length).toBeGreaterThanOrEqual(40))

  it.each(cases)(
    '%s',
    async (_, { kind, policy = {}, mapping = {}, made = [], seen, users, trust, email_verified }) => {
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
