import { ValidationError } from '@gatehouse-sso/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EntraHarness, first_secret, startEntraHarness, tenant_id } from '../../../test/entra-harness.ts'

const application_id = '5d6e7f80-9a1b-4c2d-8e3f-405162738495'

let harness: EntraHarness
beforeAll(async () => {
  harness = await startEntraHarness()
})
afterAll(() => harness.close())

const create = (change: object = {}) =>
  harness.client.apiResources.create({ name: 'Orders API', application_id, ...change })

/** The JSON pointers of what is wrong. */
const wrongIn = async (call: Promise<unknown>): Promise<readonly string[]> => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ValidationError)
  return (error as ValidationError).errors?.map(({ param }) => param) ?? []
}

describe('an API resource', () => {
  it('accepts nothing until somebody says so', async () => {
    expect(await create()).toMatchObject({
      enabled: false,
      organization_id: null,
      accepts_v1: false,
      allow_app_only: false,
      allowed_clients: [],
      match_case: 'exact',
      claims: { subject: 'oid', groups: 'groups', roles: 'groups', is_admin: null },
    })
  })

  it.each<[string, object, string]>([
    ['Microsoft Graph as the API', { application_id: '00000003-0000-0000-c000-000000000000' }, '/application_id'],
    ['Microsoft Graph as an App ID URI', { app_id_uris: ['https://graph.microsoft.com'] }, '/app_id_uris/0'],
    ['the audience of federated credentials', { app_id_uris: ['api://AzureADTokenExchange'] }, '/app_id_uris/0'],
    ['the name of that audience', { name: 'api://azureadtokenexchangeChina' }, '/name'],
    ['an App ID URI that is no URI', { app_id_uris: ['orders'] }, '/app_id_uris/0'],
    ['an application ID of nobody', { application_id: '00000000-0000-0000-0000-000000000000' }, '/application_id'],
    ['an application ID that is a name', { application_id: 'orders' }, '/application_id'],
    ['a cloud without its host', { cloud: 'custom' }, '/authority_host'],
    ['a host without its cloud', { authority_host: 'https://login.example' }, '/authority_host'],
    ['a host in a private network', { cloud: 'custom', authority_host: 'https://10.0.0.1' }, '/authority_host'],
    ['app roles without programs', { required_app_roles: ['Orders.Write'] }, '/required_app_roles'],
    ['a claim that is no path', { claims: { email: 'e mail' } }, '/claims/email'],
    ['a context that Entra does not have', { required_acr: 'mfa' }, '/required_acr'],
    ['an organization of nobody', { organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h' }, '/organization_id'],
  ])('is not created with %s', async (_, change, param) => {
    expect(await wrongIn(create(change))).toEqual([param])
  })

  it('keeps the claims that a change does not name', async () => {
    const { id } = await create({ claims: { email: 'mail' } })
    const { claims } = await harness.client.apiResources.update(id, { claims: { roles: 'roles' } })
    expect(claims).toMatchObject({ email: 'mail', roles: 'roles', subject: 'oid' })
  })
})

describe('the cloud of an API resource', () => {
  it('changes only while it has no tenants', async () => {
    const { client, organization_id, emulator } = harness
    const { id } = await create()
    const { id: tenant } = await client.apiResources.addTenant(id, { organization_id, tenant_id })
    const change = () => client.apiResources.update(id, { cloud: 'custom', authority_host: emulator.url })
    await expect(change()).rejects.toMatchObject({ code: 'state_conflict' })
    await client.apiResources.removeTenant(id, tenant)
    expect(await change()).toMatchObject({ cloud: 'custom' })
  })
})

describe('a tenant of an API resource', () => {
  it('belongs to one organization', async () => {
    const { id } = await create()
    const { client, organization_id } = harness
    const other = await client.organizations.create({ name: 'Other' })
    const tenant = await client.apiResources.addTenant(id, { organization_id, tenant_id: tenant_id.toUpperCase() })
    expect(tenant).toMatchObject({ tenant_id, organization_id, source: 'vendor' })
    const again = client.apiResources.addTenant(id, { organization_id: other.id, tenant_id })
    await expect(again).rejects.toMatchObject({ code: 'already_exists' })
  })

  it('is of the organization of the API resource, where that has one', async () => {
    const { client, organization_id } = harness
    const { id } = await create({ organization_id })
    const other = await client.organizations.create({ name: 'Other' })
    const foreign = client.apiResources.addTenant(id, { organization_id: other.id, tenant_id })
    expect(await wrongIn(foreign)).toEqual(['/organization_id'])
  })

  it.each<[string, object, string]>([
    ['without an organization', { tenant_id }, '/organization_id'],
    ['without an ID', { organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h' }, '/tenant_id'],
    ['with an ID beside its proof', { tenant_id, connection_id: 'conn_01jd2x3y4z5a6b7c8d9e0f1g2h' }, '/connection_id'],
    ['with the proof of no connection', { connection_id: 'conn_01jd2x3y4z5a6b7c8d9e0f1g2h' }, '/connection_id'],
  ])('is not added %s', async (_, body, param) => {
    const { id } = await create()
    expect(await wrongIn(harness.client.apiResources.addTenant(id, body))).toEqual([param])
  })

  it('is proved by a finished sign-in, in the same cloud', async () => {
    const { client, entra, emulator, organization_id } = harness
    const here = await create({ cloud: 'custom', authority_host: emulator.url })
    const elsewhere = await create({ cloud: 'public' })
    const prove = (id: string) => client.apiResources.addTenant(id, { connection_id: entra.id })
    await expect(prove(here.id)).rejects.toMatchObject({ code: 'tenant_not_proved' })

    await client.credentials.create(entra.id, { type: 'client_secret', client_secret: first_secret })
    await client.connections.activate(entra.id)
    expect((await harness.signInAsAda()).searchParams.has('code')).toBe(true)

    expect(await prove(here.id)).toMatchObject({ tenant_id, organization_id, source: 'sign_in' })
    await expect(prove(elsewhere.id)).rejects.toMatchObject({ code: 'tenant_not_proved' })
  })
})
