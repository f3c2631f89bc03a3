import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  // Whether the documentation is built in this clone must not matter.
  harness = await startHarness({ overrides: { docs_folder: '/no-such-folder' } })
})
afterAll(() => harness.close())

describe('the address of the gateway', () => {
  it('says to a program what it is, and every link answers', async () => {
    const response = await fetch(`${harness.url}/`)
    expect(response.headers.get('content-type')).toContain('application/json')
    const { name, version, issuer, links } = (await response.json()) as {
      [key: string]: unknown
      links: Record<string, string>
    }
    expect({ name, version, issuer }).toEqual({ name: 'Gatehouse', version: '0.1.0', issuer: harness.url })
    const answers = await Promise.all(Object.values(links).map((link) => fetch(link)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  })

  it('says the same to a person, with the same links and no script', async () => {
    const response = await fetch(`${harness.url}/`, { headers: { accept: 'text/html' } })
    const page = await response.text()
    expect([response.status, response.headers.get('vary')]).toEqual([200, 'accept'])
    expect(page).toContain('This is Gatehouse')
    expect(page).toContain(`<dd>${harness.url}</dd>`)
    const links = [...page.matchAll(/<a href="([^"]+)"/g)].map(([, link]) => String(link))
    expect(links).toHaveLength(5)
    for (const link of links) expect((await fetch(link)).status, link).toBe(200)
    expect(page).not.toMatch(/<script|style=/)
  })

  it('has no icon, and lets a browser know without an error on its console', async () => {
    expect((await fetch(`${harness.url}/favicon.ico`)).status).toBe(204)
  })

  it('refuses other methods', async () => {
    const response = await fetch(`${harness.url}/`, { method: 'POST' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET'])
  })
})
