/** A server on loopback that serves the built dashboard with the real policy, and canned answers at `/v1`. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { operations } from '@gatehouse-sso/sdk/contract'
import { buildConsole, consoleFolder } from '../../../../build/console.ts'
import { Refused } from '../canned/answers.ts'
import { matched, policyWith, textOf, types } from '../portal-server.ts'
import { answers } from './canned/answers.ts'
import type { World } from './canned/world.ts'

export interface DashboardServer {
  readonly origin: string
  /** The state that the answers come from. A test replaces it. */
  world: World
  /** The requests to the API with their environment: `live GET /v1/overview`. */
  readonly requests: string[]
  /** Answers this failure instead, by the id of the operation. */
  readonly failures: Map<string, Refused>
  /** Waits before each answer. */
  delayMs: number
  close(): Promise<void>
}

interface ManifestEntry {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

const signedOut = new Refused(401, 'staff_session_missing', 'Nobody is signed in.')

export async function startDashboard(world: World): Promise<DashboardServer> {
  await buildConsole()
  const manifest = JSON.parse(readFileSync(join(consoleFolder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    ManifestEntry
  >
  const name = 'src/dashboard/main.tsx'
  const entry = manifest[name]
  if (!entry) throw new Error('the build has no dashboard')
  const chunks = [...(entry.imports ?? []), name].flatMap((one) => manifest[one] ?? [])
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      dashboard.requests.push(`FAILED ${String(error)}`)
      response.writeHead(500).end()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', dashboard.origin)
    if (url.pathname.startsWith('/assets/console/')) {
      const file = url.pathname.slice('/assets/console/'.length)
      response.setHeader('content-type', types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
      response.end(readFileSync(join(consoleFolder, file)))
    } else if (url.pathname.startsWith('/v1/')) await api(request, response, url)
    else if (url.pathname === '/console/sign_in') {
      dashboard.world.isOver = false
      response.end('<!doctype html><title>Signed in</title>')
    } else if (/^\/console(?:\/|$)/.test(url.pathname)) page(response)
    else response.end('<!doctype html><title>Elsewhere</title>')
  }

  function page(response: ServerResponse): void {
    const nonce = crypto.randomUUID()
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'content-security-policy': policyWith(nonce),
    })
    const styles = chunks
      .flatMap(({ css = [] }) => css)
      .map((file) => `<link rel="stylesheet" href="/assets/console/${file}">`)
    response.end(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="gatehouse-base" content="">
<meta name="csp-nonce" content="${nonce}">
<link rel="icon" href="data:,">
<title>Gatehouse</title>
${[...new Set(styles)].join('\n')}
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
    const environment = request.headers['gatehouse-environment'] ?? 'none'
    dashboard.requests.push(`${environment} ${request.method} ${url.pathname}`)
    const text = await textOf(request)
    if (dashboard.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, dashboard.delayMs))
    response.setHeader('content-type', 'application/json')
    try {
      const failure = dashboard.world.isOver ? signedOut : dashboard.failures.get(operation.id)
      if (failure) throw failure
      operation.query.parse(queryOf(url.searchParams))
      const body = operation.body === undefined ? {} : operation.body.parse(JSON.parse(text))
      const give = answers[operation.id]
      if (!give) throw new Error(`no answer for ${operation.id}`)
      const given = give(dashboard.world, { params, query: url.searchParams, body, origin: dashboard.origin })
      if (operation.output === undefined) response.writeHead(204).end()
      else {
        const body = JSON.stringify(operation.output.parse(given))
        response.writeHead(operation.status).end(body)
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      response.writeHead(error.status).end(JSON.stringify(error.body))
    }
  }

  const dashboard: DashboardServer = {
    origin: '',
    world,
    requests: [],
    failures: new Map(),
    delayMs: 0,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(dashboard, { origin: `http://127.0.0.1:${port}` })
}

/** `expand[]=a&expand[]=b` is a list, as the gateway reads it. */
function queryOf(params: URLSearchParams): Record<string, unknown> {
  const names = [...new Set(params.keys())]
  return Object.fromEntries(
    names.map((name) => (name.endsWith('[]') ? [name.slice(0, -2), params.getAll(name)] : [name, params.get(name)])),
  )
}
