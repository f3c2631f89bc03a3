/** P21 the branding of an environment: what is taken, what is refused, and how the logo is served. */
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEnvironment, databases, type Harness, reach, startHarness } from '../../../test/harness.ts'

function picture(width: number, height = width): string {
  const png = new PNG({ width, height })
  png.data.fill(0x7f)
  return PNG.sync.write(png).toString('base64')
}

describe.each(databases)('on %s, the branding', (_, newDatabase) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await newDatabase() })
  }, 60_000)
  afterAll(() => harness.close())

  it('begins with the name of the environment', async () => {
    const fresh = await addEnvironment(harness, 'fresh')
    expect(await fresh.client.branding.get()).toMatchObject({
      name: 'fresh',
      logo_url: null,
      accent: null,
      support_email: null,
      created_at: null,
    })
  })

  it('keeps what a change leaves out, and gives up what is null', async () => {
    const { client } = harness
    await client.branding.update({ name: 'Acme Planner', accent: '#4338ca' })
    expect(await client.branding.update({ support_email: 'sso@acme.example' })).toMatchObject({
      name: 'Acme Planner',
      accent: '#4338ca',
    })
    expect(await client.branding.update({ accent: null })).toMatchObject({ name: 'Acme Planner', accent: null })
  })

  it('of two first changes at the same moment loses none', async () => {
    const fresh = await addEnvironment(harness, `f${crypto.randomUUID().slice(0, 8)}`)
    await Promise.all([
      fresh.client.branding.update({ name: 'One' }),
      fresh.client.branding.update({ accent: '#4338ca' }),
    ])
    expect(await fresh.client.branding.get()).toMatchObject({ name: 'One', accent: '#4338ca' })
  })

  it.each([
    ['a color that is too light', { accent: '#818cf8' }, '/accent'],
    ['a color by name', { accent: 'red' }, '/accent'],
    ['a color with a style behind it', { accent: '#4338ca;}' }, '/accent'],
    ['a file that is no picture', { logo_png: Buffer.from('<svg onload=alert(1)>').toString('base64') }, '/logo_png'],
    ['a picture that is too wide', { logo_png: picture(1025, 1) }, '/logo_png'],
    ['a text that is no base64', { logo_png: 'hello there' }, '/logo_png'],
    ['an address that is none', { support_email: 'nobody' }, '/support_email'],
    ['a name on two lines', { name: 'Acme\nPlanner' }, '/name'],
  ])('refuses %s', async (_, body, param) => {
    await expect(harness.client.branding.update(body)).rejects.toMatchObject({ errors: [{ param }] })
  })

  it('serves the logo that it encoded, and no other file', async () => {
    const { logo_url } = await harness.client.branding.update({ logo_png: picture(8) })
    const served = await fetch(reach(harness, String(logo_url)))
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(served.headers.get('cache-control')).toContain('immutable')
    expect(PNG.sync.read(Buffer.from(await served.arrayBuffer()))).toMatchObject({ width: 8, height: 8 })
    for (const file of ['logo-0000000000000000.png', '..%2f..%2fetc', 'logo.png']) {
      expect((await fetch(`${harness.url}/branding/${file}`)).status).toBe(404)
    }
    await harness.client.branding.update({ logo_png: null })
    expect((await fetch(reach(harness, String(logo_url)))).status).toBe(404)
  })
})
