/** The daily look at the metadata and the certificates of SAML connections. */
import type { Id } from '@gatehouse-sso/core/ids'
import { dayMs } from '@gatehouse-sso/core/time'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchSaml } from '../../packages/gateway/src/domain/saml/metadata-watch.ts'
import { type Entra, startEntra } from './entra.ts'
import { ada, claimsBySaml, connectSaml, contoso } from './saml.ts'

let entra: Entra
let organizations = 0
beforeAll(async () => {
  entra = await startEntra([contoso])
})
afterAll(() => entra.close())

const client = () => entra.harness.client
const work = () => entra.harness.gateway.work
/** Looks at a connection as if a day had gone. */
async function look(id: `conn_${string}`) {
  const { ports, units } = work()
  await units.run([ports.stores.saml_watch.postpone(id as Id<'conn'>, 0)])
  await watchSaml(work())
}
const warningsOf = async (id: `conn_${string}`) => (await client().connections.get(id)).warnings.map(({ code }) => code)
async function eventsOf(connection_id: string, type: 'connection.metadata_held' | 'connection.certificate_expiring') {
  const { data } = await client().events.list({ type, limit: 100 })
  return data.filter(({ data: object }) => 'id' in object && object.id === connection_id).length
}

async function renewCertificate(app_id: string) {
  const certificates = `/tenants/${entra.tenants[0]?.id}/applications/${app_id}/saml/signingCertificates`
  await entra.emulator.admin('POST', certificates, {})
}

async function scene() {
  organizations += 1
  const { id } = await client().organizations.create({ name: `Organization ${organizations}` })
  return connectSaml(entra, { input: { organization_id: id } })
}

describe('the daily look at metadata', () => {
  it('begins anew with those that a run left over', async () => {
    await watchSaml(work()) // those of other tests have had their turn
    const scenes = [await scene(), await scene(), await scene()]
    for (const { app_id } of scenes) await renewCertificate(app_id)
    const held: number[] = []
    for (const run_ms of [10_000, 0, 10_000]) {
      await watchSaml(work(), undefined, { rows: 2, at_once: 1, run_ms })
      const warnings = await Promise.all(scenes.map(({ connection }) => warningsOf(connection.id)))
      held.push(warnings.filter((codes) => codes.includes('saml_certificates_changed')).length)
    }
    expect(held).toEqual([2, 2, 3])
  })

  it('changes nothing while nothing is new', async () => {
    const { connection } = await scene()
    await look(connection.id)
    expect((await client().connections.get(connection.id)).updated_at).toBe(connection.updated_at)
  })

  it('holds a new certificate until an administrator reads the metadata again', async () => {
    const { connection, app_id } = await scene()
    await renewCertificate(app_id)
    await look(connection.id)
    await look(connection.id)
    expect(await warningsOf(connection.id)).toEqual(['saml_certificates_changed'])
    expect(await eventsOf(connection.id, 'connection.metadata_held')).toBe(1)
    expect((await claimsBySaml(entra, connection.id, ada)).email).toBe(ada)
    const { metadata_url } = connection.settings
    await client().connections.update(connection.id, { settings: { metadata_url } })
    await client().connections.activateCandidate(connection.id, { without_test: true })
    expect(await warningsOf(connection.id)).toEqual([])
  })

  it('goes on over an identity provider that does not answer', async () => {
    const { connection } = await scene()
    const settings = { metadata_url: 'http://127.0.0.1:9/metadata' }
    await expect(client().connections.update(connection.id, { settings })).rejects.toMatchObject({
      code: 'upstream_unreachable',
    })
    await look(connection.id)
    expect(await warningsOf(connection.id)).toEqual([])
  })

  it('tells about the end of the certificate once for each number of days', async () => {
    const { connection } = await scene()
    const not_after = Date.parse(String(connection.saml?.signing_certificates[0]?.not_after))
    for (const [days, told] of [
      [61, 0],
      [59, 1],
      [58, 1],
      [29, 2],
      [2, 3],
      [0.5, 4],
    ] as const) {
      entra.harness.clock.ahead = not_after - days * dayMs - Date.now()
      await look(connection.id)
      expect([days, await eventsOf(connection.id, 'connection.certificate_expiring')]).toEqual([days, told])
    }
    expect(await warningsOf(connection.id)).toEqual(['saml_certificate_expiring'])
    entra.harness.clock.ahead = 0
  })
})
