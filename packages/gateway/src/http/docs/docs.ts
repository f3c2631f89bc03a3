/**
 * `/docs`: the documentation of this version, without a network and without a script.
 *
 *   /docs /docs/{page}        HTML, made by build/docs.ts       /docs/{page}.md   Markdown
 *   /docs/search?q=…          the sections with these words     /llms.txt         the list of all pages
 */
import rateLimit from '@fastify/rate-limit'
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { HttpContext } from '../context.ts'
import { errorListPage } from '../pages/error-list.ts'
import { type Html, html } from '../pages/html.ts'
import { openLimiter } from '../rate-limit.ts'
import type { DocsFile, DocsFiles } from './files.ts'
import { maximumQuery, maximumResults, type Result, type SearchedSection, search, searched } from './search.ts'

/** `/docs/*` has the addresses that are known only to the build. */
export const docsPaths = ['/docs', '/docs/errors', '/docs/search', '/docs/*', '/llms.txt'] as const

const headers: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** @param per_minute the searches from one address. A search takes more work than a file */
export async function mountDocs(app: FastifyInstance, http: HttpContext, per_minute: number): Promise<void> {
  await app.register(rateLimit, { global: false })
  const limiter = openLimiter(app, per_minute)
  const { docs } = http
  const find = searchOf(docs)
  app.get('/docs/errors', (request, reply) => {
    const file = docs?.find('/docs/errors')
    return file ? sendFile(file, request, reply) : errorListPage(http, request, reply)
  })
  app.get('/docs/search', async (request, reply) => {
    if (docs === null) throw new Failure('route_missing')
    await limiter(request, reply)
    const query = queryOf(request)
    const page = filled(await docs.searchFrame(), query, resultsPage(query, await find(query)))
    return reply
      .headers({ ...headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .send(page)
  })
  for (const path of ['/docs', '/docs/*', '/llms.txt']) {
    app.get(path, (request, reply) => {
      const [address = ''] = request.url.split('?')
      const file = docs?.find(address.replace(/\/$/, ''))
      if (!file) throw new Failure('route_missing')
      return sendFile(file, request, reply)
    })
  }
}

async function sendFile(file: DocsFile, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  reply.headers({ ...headers, 'content-type': file.content_type, 'cache-control': 'no-cache', etag: file.etag })
  // RFC 9110, 13.1.2: weak comparison. A proxy that compresses marks the tag as weak.
  const known = String(request.headers['if-none-match'] ?? '').replaceAll('W/', '')
  if (known.split(/,\s*/).includes(file.etag)) return reply.code(304).send()
  return reply.send(await file.read())
}

/** The sections are read at the first search, and stay. */
function searchOf(docs: DocsFiles | null): (query: string) => Promise<readonly Result[]> {
  let sections: Promise<readonly SearchedSection[]> | undefined
  return async (query) => {
    sections ??= (docs?.sections() ?? Promise.resolve([])).then(searched)
    return search(await sections, query)
  }
}

function queryOf({ url }: FastifyRequest): string {
  const [, text = ''] = url.split('?')
  return (new URLSearchParams(text).get('q') ?? '').slice(0, maximumQuery)
}

/** A replacement is a function, because `$&` in a query would have a meaning. */
function filled(frame: string, query: string, main: Html): string {
  const texts = { title: html`Search`.html, query: html`${query}`.html, main: main.html }
  return frame.replace(/\{\{(title|query|main)\}\}/g, (_, name: keyof typeof texts) => texts[name])
}

function resultsPage(query: string, results: readonly Result[]): Html {
  if (query.trim() === '') return html`<h1>Search</h1><p>Enter a word above.</p>`
  const amount =
    results.length === 0
      ? 'Nothing'
      : `${results.length === maximumResults ? 'The best ' : ''}${results.length} sections`
  return html`<h1>${amount} with “${query}”</h1>
${results.length === 0 && html`<p>Each word must begin a word of the section. Try fewer words, or a code of an error.</p>`}
<ul>
${results.map(({ section: { path, title, anchor, heading }, excerpt }) => {
  const address = `/docs/${path}${anchor === '' ? '' : `#${anchor}`}`
  const name = heading === '' || heading === title ? title : `${title}: ${heading}`
  return html`<li><a href="${address}">${name}</a><br><span class="soft">${excerpt}</span></li>
`
})}</ul>
`
}
