/** O3 O5: the documentation as the gateway serves it, built from the Markdown of this commit. */
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failures } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathOf } from '../../build/docs/pages.ts'
import { buildDocs, documentFiles } from '../../build/docs.ts'
import { type Harness, startHarness } from '../../packages/gateway/test/harness.ts'

let folder: string
let harness: Harness
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-docs-'))
  buildDocs(folder)
  harness = await startHarness({ overrides: { docs_folder: folder } })
})
afterAll(async () => {
  await harness?.close()
  rmSync(folder, { recursive: true, force: true })
})

const paths = documentFiles().map((file) => String(pathOf(file)))
const read = async (address: string): Promise<{ status: number; headers: Headers; text: string }> => {
  const answer = await fetch(`${harness.url}${address}`, { redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => String(value))

describe('every page', () => {
  it('is served as HTML without a script, under a policy that allows nothing from elsewhere, and as Markdown', async () => {
    for (const path of ['', ...paths.map((one) => `/${one}`)]) {
      const { status, headers, text } = await read(`/docs${path}`)
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8'])
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'; img-src 'self';/)
      expect(text).not.toMatch(/<script|\son\w+=|<style|\sstyle=|javascript:/i)
      expect(text.match(/<h1\b/g)).toHaveLength(1)
      if (path === '') continue
      const markdown = await read(`/docs${path}.md`)
      expect([path, markdown.status, markdown.headers.get('content-type')]).toEqual([
        ...[path, 200, 'text/markdown; charset=utf-8'],
      ])
      // Code may show Markdown of its own.
      const prose = markdown.text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')
      const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => String(link))
      expect([path, links.filter((link) => !/^(?:https?:|mailto:|#|\/)/.test(link))]).toEqual([path, []])
    }
  })

  it('links only to addresses and headings that are there', async () => {
    const found = new Map<string, string>()
    const page = async (address: string): Promise<string> => {
      const known = found.get(address)
      if (known !== undefined) return known
      const { status, text } = await read(address)
      const body = status === 200 ? text : ''
      found.set(address, body)
      return body
    }
    const broken: string[] = []
    for (const path of ['', ...paths.map((one) => `/${one}`)]) {
      const html = await page(`/docs${path}`)
      for (const link of [...attributes(html, 'href'), ...attributes(html, 'src')]) {
        if (/^[a-z]+:/.test(link)) continue
        const [address = '', anchor] = link.split('#')
        const target = address === '' ? html : await page(address)
        if (target === '') broken.push(`/docs${path} links to ${link}`)
        else if (anchor && !target.includes(`id="${anchor}"`)) broken.push(`/docs${path} links to ${link}`)
      }
    }
    expect(broken).toEqual([])
  })

  it('is not sent again to a browser that has it', async () => {
    const first = await fetch(`${harness.url}/docs/concepts`)
    const etag = String(first.headers.get('etag'))
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await fetch(`${harness.url}/docs/concepts`, { headers: { 'if-none-match': known } })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
  })
})

it('is named on the first page of the gateway', async () => {
  const { links } = (await (await fetch(harness.url)).json()) as { links: Record<string, string> }
  expect(links.docs).toBe(`${harness.url}/docs`)
  const page = await fetch(harness.url, { headers: { accept: 'text/html' } })
  expect(await page.text()).toContain(`<a href="${harness.url}/docs">`)
})

it('leads to the reference of the API, whose pages show one another in the navigation', async () => {
  const links = async (address: string): Promise<string[]> => attributes((await read(address)).text, 'href')
  expect(await links('/docs')).toEqual(expect.arrayContaining(['/docs/api', '/docs/api/organizations']))
  expect(await links('/docs/api/roles')).toContain('/docs/api/organizations')
  const elsewhere = await links('/docs/concepts')
  expect(elsewhere.filter((link) => /^\/docs\/(api|decisions)\//.test(link))).toEqual([])
})

it('O3 the page of errors has every code of a doc_url', async () => {
  const { text } = await read('/docs/errors')
  expect(Object.keys(failures).filter((code) => !text.includes(`id="${code}"`))).toEqual([])
})

it('O5 llms.txt lists every page as Markdown, and each is there', async () => {
  const { headers, text } = await read('/llms.txt')
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(text).toMatch(/^# Gatehouse\n\n> /)
  const listed = [...text.matchAll(/\]\(\/docs\/(.+?)\.md\)/g)].map(([, path]) => path)
  expect(listed.sort()).toEqual(paths.sort())
})

it('Markdown links lead to Markdown that is served', async () => {
  const { text } = await read('/docs/guides/okta.md')
  expect(text).toContain('](/docs/guides/credentials.md)')
  expect((await read('/docs/guides/credentials.md')).status).toBe(200)
})

describe('O5 the search', () => {
  const results = async (query: string): Promise<string> => {
    const { status, headers, text } = await read(`/docs/search?q=${encodeURIComponent(query)}`)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    return /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? ''
  }

  it('is counted for each address, and pages are not', async () => {
    const limited = await startHarness({
      overrides: { docs_folder: folder },
      variables: { GATEHOUSE_RATE_LIMIT_SIGN_IN: '2' },
    })
    const status = async (path: string): Promise<number> => (await fetch(`${limited.url}${path}`)).status
    const searches = [
      await status('/docs/search?q=a'),
      await status('/docs/search?q=b'),
      await status('/docs/search?q=c'),
    ]
    expect(searches).toEqual([200, 200, 429])
    expect(await status('/docs/concepts')).toBe(200)
    await limited.close()
  })

  it('finds a section by a code of an error, and leads to its heading', async () => {
    const html = await results('upstream_issuer_missing')
    expect(attributes(html, 'href')).toContain('/docs/errors#upstream_issuer_missing')
  })

  it('finds an operation of the API', async () => {
    const html = await results('organizations by_external_id')
    expect(attributes(html, 'href')).toContain('/docs/api/organizations#read-an-organization-by-your-own-id-for-it')
  })

  it.each([
    ['no word', '', 'Enter a word'],
    ['words that are nowhere', 'zzz qqq', 'Nothing with “zzz qqq”'],
    ['HTML', '<b onclick="x">&</b>', '&lt;b onclick=&quot;x&quot;&gt;&amp;&lt;/b&gt;'],
    ['a mark of the frame', '{{main}} $& $1', '{{main}} $&amp; $1'],
  ])('answers %s', async (_, query, text) => {
    const html = await results(query)
    expect(html).toContain(text)
    expect(html).not.toContain('<b ')
  })
})

/** Asks for a path as it is written. `fetch` would resolve `..` before it asks. */
const statusAt = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(harness.url)
    request({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })

it.each([
  '/docs/missing',
  '/docs/files.json',
  '/docs/sections.json',
  '/docs/../openapi.json',
  '/docs/..%2f..%2fpackage.json',
  '/docs/%2e%2e/files.json',
  '/docs/assets/../files.json',
])('serves nothing at %s that is no page', async (path) => {
  expect(await statusAt(path)).toBe(404)
})

it('where it was not built, only the page of errors is there', async () => {
  const without = await startHarness({ overrides: { docs_folder: join(folder, 'nowhere') } })
  try {
    const status = async (path: string): Promise<number> => (await fetch(`${without.url}${path}`)).status
    expect(await Promise.all(['/docs', '/docs/concepts', '/docs/search?q=a', '/llms.txt'].map(status))).toEqual([
      ...[404, 404, 404, 404],
    ])
    expect(await (await fetch(`${without.url}/docs/errors`)).text()).toContain('id="access_client_refused"')
  } finally {
    await without.close()
  }
})
