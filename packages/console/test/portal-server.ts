/** A server on loopback that serves the built portal with the real policy, and canned answers at `/v1`. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { operations } from '@gatehouse-sso/sdk/contract'
import { buildConsole, consoleFolder } from '../../../build/console.ts'
import { answers, type Portal, Refused } from './canned/answers.ts'
import { logo_url } from './canned/values.ts'

export interface PortalServer {
  readonly origin: string
  /** The state that the answers come from. A test replaces it. */
  state: Portal
  /** The requests to the API: `POST /v1/setup/choose`. */
  readonly requests: string[]
  /** Answers this failure instead, by the id of the operation. */
  readonly failures: Map<string, Refused>
  close(): Promise<void>
}

/** The addresses at which the gateway answers with the portal. Any other one below `/setup` is a link. */
const portalPage = /^\/setup(?:\/[a-z_]{1,20}|\/[^/]+\/[^/]+)?$/

/** One green point. */
const logo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkyI75DwAC/QHBYlrkYwAAAABJRU5ErkJggg==',
  'base64',
)

interface ManifestEntry {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

export const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
  md: 'text/plain',
}

/** The policy of every page of the console, as the gateway sends it. */
export const policyWith = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`

/** Another entry than the portal, built for tests only. */
interface Entry {
  readonly folder: string
  readonly name: string
}

export async function startPortal(state: Portal, other?: Entry): Promise<PortalServer> {
  await buildConsole()
  const { folder, name } = other ?? { folder: consoleFolder, name: 'src/portal/main.tsx' }
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    ManifestEntry
  >
  const entry = manifest[name]
  if (!entry) throw new Error('the build has no portal')
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      portal.requests.push(`FAILED ${String(error)}`)
      response.writeHead(500).end()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', portal.origin)
    if (url.pathname === logo_url) response.setHeader('content-type', 'image/png').end(logo)
    else if (url.pathname.startsWith('/assets/console/')) {
      const file = url.pathname.slice('/assets/console/'.length)
      response.setHeader('content-type', types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
      response.end(readFileSync(join(folder, file)))
    } else if (url.pathname.startsWith('/v1/')) await api(request, response, url)
    else if (portalPage.test(url.pathname)) page(response)
    else response.end('<!doctype html><title>Elsewhere</title>')
  }

  function page(response: ServerResponse): void {
    const nonce = crypto.randomUUID()
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'content-security-policy': policyWith(nonce),
    })
    const chunks = [...(entry?.imports ?? []).map((one) => manifest[one]), entry]
    const styles = chunks
      .flatMap((chunk) => chunk?.css ?? [])
      .map((file) => `<link rel="stylesheet" href="/assets/console/${file}">`)
    response.end(`<!doctype html>
<html lang="${portal.state.session.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="gatehouse-base" content="">
<meta name="csp-nonce" content="${nonce}">
<link rel="icon" href="data:,">
<title>Setup</title>
${styles.join('\n')}
<script type="module" src="/assets/console/${entry?.file}"></script>
</head>
<body><div id="root"></div></body>
</html>`)
  }

  async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const found = operations.flatMap((operation) => {
      const params = matched(operation.path, url.pathname)
      return params && operation.method === request.method ? [{ operation, params }] : []
    })[0]
    if (!found) throw new Error(`no operation at ${request.method} ${url.pathname}`)
    const { operation, params } = found
    portal.requests.push(`${request.method} ${url.pathname}`)
    const text = await textOf(request)
    response.setHeader('content-type', 'application/json')
    try {
      const failure = portal.failures.get(operation.id)
      if (failure) throw failure
      const body = operation.body === undefined ? {} : operation.body.parse(JSON.parse(text))
      const give = answers[operation.id]
      if (!give) throw new Error(`no answer for ${operation.id}`)
      const given = give(portal.state, { params, query: url.searchParams, body, origin: portal.origin })
      if (operation.output === undefined) response.writeHead(204).end()
      else response.writeHead(operation.status).end(JSON.stringify(operation.output.parse(given)))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      response.writeHead(error.status).end(JSON.stringify(error.body))
    }
  }

  const portal: PortalServer = {
    origin: '',
    state,
    requests: [],
    failures: new Map(),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(portal, { origin: `http://127.0.0.1:${port}` })
}

/** The parameters of a path, or `null` if it is another one. */
export function matched(template: string, path: string): Record<string, string> | null {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name))
  const match = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(path)
  if (!match) return null
  return Object.fromEntries(names.map((name, index) => [name, String(match[index + 1])]))
}

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString() || '{}'
}
