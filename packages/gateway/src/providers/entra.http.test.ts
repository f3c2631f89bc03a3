/** Entra connections against a hostile tenant with forged issuers, keys, identities and emails. */
import { randomUUID } from 'node:crypto'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  signIn,
  startHarness,
} from '../../test/harness.ts'
import { type Behaviour, jwkOf, publishedKey } from '../../test/hostile-provider.ts'
import { type Attempt, refusal, tokenRequests } from '../../test/refusal.ts'
import { changeNow } from '../../test/staged.ts'

const tenant = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const second = '11111111-2222-4333-8444-555555555555'
const foreign = '99999999-2222-4333-8444-555555555555'
const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const oid = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
const ada = { sub: 'pairwise-1', tid: tenant, oid, name: 'Ada', email: 'ada@acme.example' }
const published = jwkOf(publishedKey.publicKey, { kid: 'k1' })

let harness: Harness
let single: { connection: Id<'conn'> }
let several: { connection: Id<'conn'> }

const entra = async (
  settings: object,
  organization_id = harness.organization_id,
): Promise<{ connection: Id<'conn'> }> => {
  const connection = await addConnection(
    { ...harness, organization_id },
    {
      type: 'entra_oidc',
      settings: { client_id, cloud: 'custom', authority_host: harness.provider.url, ...settings },
      policy: { userinfo: 'never' },
    },
  )
  return { connection: connection.id }
}
const issuerOf = (tid: string): string => `${harness.provider.url}/${tid}/v2.0`
const behave = (change: Partial<Behaviour>): void => {
  harness.provider.behaviour = { ...harness.provider.behaviour, ...change }
}
/** Signs in and returns the claims of the application's ID token. */
async function claimsOf(change: { connection: string; organization?: string }): Promise<Record<string, unknown>> {
  const { searchParams } = await signIn(harness, browser(), change)
  const response = await redeem(harness, String(searchParams.get('code')))
  return payloadOf(((await response.json()) as { id_token: string }).id_token)
}

beforeAll(async () => {
  harness = await startHarness()
  single = await entra({ tenant_id: tenant })
  several = await entra({ tenant_id: 'organizations', allowed_tenants: [tenant, second] })
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.provider.reset()
  behave({ claims: ada })
})

describe('an ID token', () => {
  const template = (): Partial<Behaviour> => ({ discovery: { issuer: issuerOf('{tenantid}') } })

  it.each([tenant, second])('2 of the allowed tenant %s is accepted', async (tid) => {
    behave({ ...template(), claims: { ...ada, tid, iss: issuerOf(tid) } })
    expect((await signIn(harness, browser(), several)).searchParams.get('code')).toBeTruthy()
  })

  const refusals: readonly [string, () => Attempt, FailureCode][] = [
    [
      '2 of a tenant that is not allowed',
      () => ({
        change: several,
        behaviour: { ...template(), claims: { ...ada, tid: foreign, iss: issuerOf(foreign) } },
      }),
      'token_tenant_wrong',
    ],
    [
      '2 of an allowed tenant with the issuer of another',
      () => ({ change: several, behaviour: { ...template(), claims: { ...ada, tid: tenant, iss: issuerOf(second) } } }),
      'token_issuer_wrong',
    ],
    [
      '2 with the issuer template as its issuer',
      () => ({ change: several, behaviour: { ...template(), claims: { ...ada, iss: issuerOf('{tenantid}') } } }),
      'token_issuer_wrong',
    ],
    [
      '2 with the template as its tenant',
      () => ({
        change: several,
        behaviour: { ...template(), claims: { ...ada, tid: '{tenantid}', iss: issuerOf('{tenantid}') } },
      }),
      'token_tenant_wrong',
    ],
    [
      'of another tenant than the only one of the connection',
      () => ({ change: single, behaviour: { claims: { ...ada, tid: foreign } } }),
      'token_tenant_wrong',
    ],
    [
      'without a tenant',
      () => ({ change: single, behaviour: { claims: { ...ada, tid: undefined } } }),
      'token_tenant_wrong',
    ],
    [
      'without an object id',
      () => ({ change: single, behaviour: { claims: { ...ada, oid: undefined } } }),
      'token_claim_missing',
    ],
    [
      'with a name as object id',
      () => ({ change: single, behaviour: { claims: { ...ada, oid: 'ada' } } }),
      'token_claim_missing',
    ],
  ]
  it.each(refusals)('%s is refused', async (_, attempt, code) => {
    expect((await refusal(harness, attempt())).error_code).toBe(code)
  })
})

describe('a key', () => {
  let paths = 0
  /** Uses a new tenant each time, because the keys of a known tenant are cached. */
  const attempt = async (keys: readonly unknown[], discovery: Record<string, unknown> = {}): Promise<Attempt> => {
    paths += 1
    const tid = `${String(paths).padStart(8, '0')}-2222-4333-8444-555555555555`
    // The credential of the new connection is tried, so its discovery document is read now.
    behave({ discovery })
    const change = await entra({ tenant_id: tid })
    return { change, behaviour: { keys, discovery, claims: { ...ada, tid } } }
  }

  it.each([
    ['of another tenant', { issuer: 'https://login.microsoftonline.com/x/v2.0' }],
    ['whose issuer is a number', { issuer: 7 }],
    ['whose issuer is null', { issuer: null }],
    ['of another cloud', { cloud_instance_name: 'microsoftonline.us' }],
  ])('%s is refused', async (_, members) => {
    const asked = await attempt([{ ...published, ...members }], { cloud_instance_name: 'microsoftonline.com' })
    expect((await refusal(harness, asked)).error_code).toBe('token_key_unknown')
  })

  it('for every tenant is accepted', async () => {
    const { change, behaviour } = await attempt([{ ...published, issuer: issuerOf('{tenantid}') }])
    behave(behaviour ?? {})
    expect((await signIn(harness, browser(), change)).searchParams.get('code')).toBeTruthy()
  })
})

describe('95 the same person', () => {
  it('stays the same user when email, name and sub change, and does not merge with another', async () => {
    const victim = { ...ada, oid: 'aaaaaaaa-bbbb-4ccc-8ddd-000000000001', email: 'victim@acme.example', sub: 'p-2' }
    behave({ claims: victim })
    const before = await claimsOf(single)
    behave({ claims: ada })
    const first = await claimsOf(single)
    behave({ claims: { ...ada, email: 'victim@acme.example', name: 'Victim', sub: 'p-3', preferred_username: 'v' } })
    const changed = await claimsOf(single)
    expect(changed.sub).toBe(first.sub)
    expect(changed.sub).not.toBe(before.sub)
    expect(changed.email).toBe('victim@acme.example')
    expect((await harness.client.users.get(String(before.sub))).email).toBe('victim@acme.example')
  })

  it('is the same user through a second registration of the same tenant', async () => {
    const first = await claimsOf(single)
    const other = await entra({ tenant_id: tenant, client_id: '77777777-4f50-4617-8293-a4b5c6d7e8f9' })
    behave({ claims: { ...ada, sub: 'pairwise-for-the-other-client' } })
    expect((await claimsOf(other)).sub).toBe(first.sub)
  })

  it('is another user in another tenant and in another organization', async () => {
    const first = await claimsOf(single)
    behave({ discovery: { issuer: issuerOf('{tenantid}') }, claims: { ...ada, tid: second, iss: issuerOf(second) } })
    expect((await claimsOf(several)).sub).not.toBe(first.sub)
    behave({ discovery: {}, claims: ada })
    const organization = await harness.client.organizations.create({ name: 'Other' })
    const there = await entra({ tenant_id: tenant }, organization.id)
    expect((await claimsOf({ ...there, organization: organization.id })).sub).not.toBe(first.sub)
  })
})

describe('95 an email', () => {
  const foreignMail = 'ceo@victim.example'
  it.each([
    ['of the organization’s own domain', { email: 'ada@acme.example' }, true],
    ['of a foreign domain', { email: foreignMail }, false],
    ['of a foreign domain that Entra has verified', { email: foreignMail, xms_edov: true }, true],
    ['of a foreign domain that Entra has verified, as text', { email: foreignMail, xms_edov: '1' }, true],
    ['of a foreign domain that Entra has verified, as a number', { email: foreignMail, xms_edov: 1 }, true],
    ['of the organization’s domain that Entra has not verified', { email: 'ada@acme.example', xms_edov: false }, false],
    ['of a domain that only ends the same', { email: 'ada@evil-acme.example' }, false],
    ['of a subdomain of the organization’s domain', { email: 'ada@mail.acme.example' }, false],
    ['of the organization’s domain in capitals', { email: 'ada@ACME.example' }, true],
  ])('%s has the right email_verified', async (_, change, email_verified) => {
    behave({ claims: { ...ada, ...change } })
    expect(await claimsOf(single)).toMatchObject({ email: change.email, email_verified })
  })

  it('that the mapping takes from another claim is not verified by xms_edov', async () => {
    await changeNow(harness, single.connection, { mapping: { email: ['upn'] } })
    behave({ claims: { ...ada, upn: foreignMail, xms_edov: true } })
    expect(await claimsOf(single)).toMatchObject({ email: foreignMail, email_verified: false })
    await changeNow(harness, single.connection, { mapping: { email: ['email'] } })
  })
})

describe('groups that did not fit into the token', () => {
  const group = '6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d'
  it('stop a new person when groups give roles, and let a known user keep their roles', async () => {
    await harness.client.roles.create({ slug: 'admin', name: 'Admin', position: 1 })
    await harness.client.groups.create({ organization_id: harness.organization_id, idp_id: group, roles: ['admin'] })
    const newcomer = { ...ada, oid: 'aaaaaaaa-bbbb-4ccc-8ddd-000000000009' }
    const overage = { hasgroups: true, groups: undefined }
    const record = await refusal(harness, { change: single, behaviour: { claims: { ...newcomer, ...overage } } })
    expect(record.error_code).toBe('groups_incomplete')
    behave({ claims: { ...newcomer, groups: [group.toUpperCase()] } })
    expect((await claimsOf(single)).role).toBe('admin')
    behave({ claims: { ...newcomer, ...overage } })
    expect((await claimsOf(single)).role).toBe('admin')
    behave({ claims: { ...newcomer, groups: [] } })
    expect((await claimsOf(single)).role).toBe('member')
  })
})

describe('an error of Entra', () => {
  it('is explained by its code, with the remedy and its page', async () => {
    const error_description =
      "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '0b1c'. Trace ID: 1"
    const body = { error: 'invalid_client', error_description, correlation_id: 'c-1', trace_id: 't-1' }
    const token_answer = { status: 401, body: JSON.stringify(body) }
    const person = browser()
    behave({ token_answer })
    const back = await goUpstream(harness, person, single)
    const page = await (await person.get(locationOf(await person.get(back.href)))).text()
    expect(page).toContain('Copy the column Value of the client secret, not the Secret ID')
    expect(page).toContain('Certificates &amp; secrets')
    expect(page).toContain('<dd>AADSTS7000215</dd>')
    expect(page).toContain('<dd>c-1</dd>')
  })

  it('in the callback is explained too', async () => {
    const error_description = "AADSTS50105: The signed in user is not assigned to a role for the application '0b1c'."
    const extra = { code: '', error: 'access_denied', error_description }
    const record = await refusal(harness, { change: single, extra })
    expect(record.error).toMatchObject({ code: 'upstream_refused', upstream: { codes: ['AADSTS50105'] } })
    expect(record.error).toMatchObject({ who: 'administrator', hints: [{ code: 'AADSTS50105', who: 'administrator' }] })
    expect(tokenRequests(harness)).toBe(0)
  })

  it('is found by the references that Entra has for it, in any case', async () => {
    const [trace_id, correlation_id] = [randomUUID(), randomUUID()]
    const trailer = `\r\nTrace ID: ${trace_id}\r\nCorrelation ID: ${correlation_id}\r\nTimestamp: 2026-11-26 03:00:00Z`
    const extra = { code: '', error: 'access_denied', error_description: `AADSTS50105: Not assigned.${trailer}` }
    const record = await refusal(harness, { change: single, extra })
    expect(record.error?.upstream).toMatchObject({ trace_id, correlation_id, timestamp: '2026-11-26 03:00:00Z' })
    for (const reference of [trace_id, correlation_id, correlation_id.toUpperCase(), ` ${trace_id} `]) {
      const { data } = await harness.client.signIns.list({ correlation_id: reference })
      expect(data.map(({ id }) => id)).toEqual([record.id])
    }
    expect((await harness.client.signIns.list({ correlation_id: randomUUID() })).data).toEqual([])
  })

  const declined: readonly (readonly [string, Record<string, string>, string])[] = [
    ['declined the consent', { error_description: 'AADSTS65004: User declined to consent.' }, 'upstream_cancelled'],
    ['pressed cancel', { error_subcode: 'cancel', error_description: 'The user cancelled.' }, 'upstream_cancelled'],
    ['pressed cancel, without a description', { error_subcode: 'cancel' }, 'upstream_cancelled'],
    ['is not assigned', { error_description: 'AADSTS50105: The signed in user is not assigned.' }, 'upstream_refused'],
    ['needs an administrator', { error_description: 'AADSTS90094: Admin consent is required.' }, 'upstream_refused'],
    ['has another subcode', { error_subcode: 'other', error_description: 'x' }, 'upstream_refused'],
  ]
  it.each(declined)('of a person who %s has the code of it', async (_, answer, code) => {
    const record = await refusal(harness, { change: single, extra: { code: '', error: 'access_denied', ...answer } })
    expect(record.error?.code).toBe(code)
  })
})

describe('the input of an administrator', () => {
  const problemsOf = async (call: Promise<unknown>): Promise<unknown> => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    return (error as { errors?: unknown } | undefined)?.errors
  }

  it('2 is not saved when it lets every tenant sign in', async () => {
    expect(await problemsOf(entra({ tenant_id: 'organizations' }))).toEqual([
      {
        param: '/settings/allowed_tenants',
        code: 'custom',
        message: expect.stringContaining('lets every Entra tenant'),
      },
    ])
  })

  it('is not saved when it has the Secret ID instead of the secret', async () => {
    const credential = { type: 'client_secret', client_secret: ' 6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d ' } as const
    const problems = await problemsOf(harness.client.credentials.create(single.connection, credential))
    expect(problems).toEqual([
      {
        param: '/client_secret',
        code: 'invalid_format',
        message: expect.stringMatching(/^is the Secret ID: copy the/),
      },
    ])
  })

  it.each([
    ['168 cloud metadata', 'https://169.254.169.254'],
    ['168 this machine', 'http://127.0.0.1:1'],
    ['4 http', 'http://login.example'],
  ])('is not saved when the gateway may not call its host: %s', async (_, authority_host) => {
    await expect(entra({ tenant_id: tenant, authority_host })).rejects.toMatchObject({
      status: 422,
      code: 'address_refused',
    })
  })
})
