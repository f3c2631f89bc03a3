/** A server on loopback that serves the built portal with the real policy, and canned answers at `/v1`. */
import { buildConsole, consoleFolder } from '../../../build/console.ts'
import { builtEntry, serveOnLoopback } from './built-entry.ts'
import { answers, type Portal, type Refused } from './canned/answers.ts'
import { logo_url } from './canned/values.ts'
import { answerFromCanned } from './canned-api.ts'

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

/** Another entry than the portal, built for tests only. */
interface Entry {
  readonly folder: string
  readonly name: string
}

export async function startPortal(state: Portal, other?: Entry): Promise<PortalServer> {
  await buildConsole()
  const { folder, name } = other ?? { folder: consoleFolder, name: 'src/portal/main.tsx' }
  const entry = builtEntry(folder, name)
  const requests: string[] = []
  const server = await serveOnLoopback(
    async (request, response) => {
      const { origin } = server
      const { pathname } = new URL(request.url ?? '/', origin)
      if (pathname === logo_url) response.setHeader('content-type', 'image/png').end(logo)
      else if (entry.isFile(pathname)) entry.giveFile(pathname, response)
      else if (pathname.startsWith('/v1/')) {
        requests.push(`${request.method} ${pathname}`)
        const before = (id: string): Refused | undefined => portal.failures.get(id)
        await answerFromCanned(request, response, { origin, state: () => portal.state, answers, before })
      } else if (portalPage.test(pathname)) {
        entry.givePage({ title: 'Setup', language: portal.state.session.language }, response)
      } else response.end('<!doctype html><title>Elsewhere</title>')
    },
    (error) => requests.push(`FAILED ${String(error)}`),
  )
  const portal: PortalServer = { ...server, state, requests, failures: new Map() }
  return portal
}
