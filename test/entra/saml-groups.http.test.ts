/** By SAML, a person with more groups than an assertion holds: Microsoft Graph has them, for our certificate. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Entra, startEntra } from './entra.ts'
import { ada, claimsBySaml, connectSaml, contoso, type SamlConnection, signInBySaml } from './saml.ts'

const idOf = (number: number): string => `aaaaaaaa-bbbb-4ccc-8ddd-${String(number).padStart(12, '0')}`
const editors = idOf(170)

let entra: Entra
beforeAll(async () => {
  const groups = Array.from({ length: 171 }, (_, at) => ({
    id: idOf(at),
    displayName: `Group ${at}`,
    members: [ada],
    ...(at === 170 ? { onPremisesSamAccountName: 'Editors', onPremisesNetBiosName: 'CORP' } : {}),
  }))
  entra = await startEntra([{ ...contoso, groups }])
  await entra.harness.client.roles.create({ slug: 'editor', name: 'Editor', position: 1 })
})
afterAll(() => entra.close())
beforeEach(() => entra.emulator.admin('DELETE', '/faults'))

interface Scene {
  /** The things that somebody has not done. */
  readonly without?: 'certificate' | 'upload' | 'permission' | 'client_id'
  readonly settings?: Readonly<Record<string, unknown>>
  readonly mapping?: { readonly groups: []; readonly roles: ['roles'] }
}

/** A connection of a new organization, whose certificate its application in Entra knows, with the permission to read groups. */
async function scene({ without, settings = {}, mapping }: Scene = {}): Promise<SamlConnection> {
  const { client } = entra.harness
  const { id: organization_id } = await client.organizations.create({ name: 'Contoso' })
  for (const idp_id of [editors, 'CORP\\Editors']) {
    await client.groups.create({ organization_id, idp_id, roles: ['editor'] })
  }
  const made = await connectSaml(entra, {
    input: { organization_id, settings, ...(mapping ? { mapping } : {}) },
    application: { application: { groupMembershipClaims: 'SecurityGroup' } },
  })
  const { id } = made.connection
  const application = `/tenants/${entra.tenants[0]?.id}/applications/${made.app_id}`
  if (without !== 'permission') {
    await entra.emulator.admin('PATCH', application, { applicationPermissions: ['GroupMember.Read.All'] })
  }
  if (without !== 'certificate') {
    const { certificate } = await client.credentials.create(id, { type: 'certificate' })
    const key = String(certificate?.pem).replace(/-----[^-]+-----|\s/g, '')
    if (without !== 'upload') await entra.emulator.admin('PATCH', application, { keyCredentials: [{ key }] })
  }
  if (without === 'client_id') await change(id, { metadata_url: null })
  return made
}

async function change(id: SamlConnection['connection']['id'], settings: Readonly<Record<string, unknown>>) {
  await entra.harness.client.connections.update(id, { settings })
  await entra.harness.client.connections.activateCandidate(id, { without_test: true })
}

describe('a user with 171 groups', () => {
  it.each(['the metadata address', 'the settings'])(
    'gets the right role through Graph, as the application of %s',
    async (of) => {
      const { connection, app_id } = await scene(of === 'the settings' ? { without: 'client_id' } : {})
      if (of === 'the settings') await change(connection.id, { client_id: app_id })
      expect(await claimsBySaml(entra, connection.id, ada)).toMatchObject({ roles: ['editor'] })
      const { steps, mapping } = await entra.latest()
      expect(steps).toContainEqual(
        expect.objectContaining({ name: 'directory', ok: true, detail: { as: 'application', groups: 171 } }),
      )
      expect(mapping.find(({ attribute }) => attribute === 'groups')).toMatchObject({ source: 'directory' })
    },
  )

  it('gets it by the on-premises name, where assertions have those', async () => {
    const { connection } = await scene({ settings: { group_format: 'netbios_domain_and_sam_account_name' } })
    expect(await claimsBySaml(entra, connection.id, ada)).toMatchObject({ groups: ['CORP\\Editors'] })
  })

  const refusals = [
    ['certificate', /no certificate to ask Microsoft Graph\. Make a certificate .* GroupMember\.Read\.All/],
    ['client_id', /no `client_id` to ask Microsoft Graph\. Make a certificate/],
    ['upload', /Microsoft Graph could not be asked: .* Make a certificate .* Certificates & secrets/],
    ['permission', /Microsoft Graph answered 403 .* GroupMember\.Read\.All/],
  ] as const
  it.each(refusals)('is refused without %s, with the steps to take', async (without, says) => {
    const { connection } = await scene({ without })
    expect((await signInBySaml(entra, connection.id, ada)).pathname).toMatch(/^\/error\//)
    const { error } = await entra.latest()
    expect(error).toMatchObject({ code: 'groups_incomplete', received: expect.stringMatching(says) })
  })

  it('keeps the roles of the last sign-in when Graph forbids it', async () => {
    const { connection } = await scene()
    await claimsBySaml(entra, connection.id, ada)
    await entra.emulator.admin('POST', '/faults', { name: 'graph-403' })
    expect(await claimsBySaml(entra, connection.id, ada)).toMatchObject({ roles: ['editor'] })
    expect((await entra.latest()).decision?.roles).toEqual([{ role: 'editor', because: 'kept', from: null }])
  })

  it('signs in where the connection reads no groups', async () => {
    const { connection } = await scene({ without: 'certificate', mapping: { groups: [], roles: ['roles'] } })
    expect(await claimsBySaml(entra, connection.id, ada)).toMatchObject({ name: 'Ada Muster' })
  })
})
