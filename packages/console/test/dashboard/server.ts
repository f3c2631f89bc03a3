/** A server on loopback that serves the built dashboard with the real policy, and canned answers at `/v1`. */
import { setTimeout } from 'node:timers/promises'
import { buildConsole, consoleFolder } from '../../../../build/console.ts'
import { builtEntry, serveOnLoopback } from '../built-entry.ts'
import { Refused } from '../canned/answers.ts'
import { answerFromCanned } from '../canned-api.ts'
import { answers } from './canned/answers.ts'
import type { World } from './canned/world.ts'

export interface DashboardServer {
  readonly origin: string
  /** The state that the answers come from. A test replaces it. */
  world: World
  /** The requests to the API with their environment: `live GET /v1/overview`. */
  readonly requests: string[]
  /** The language that each of them asks for. */
  readonly languages: string[]
  /** Answers this failure instead, by the id of the operation. */
  readonly failures: Map<string, Refused>
  /** Waits before each answer. */
  delayMs: number
  close(): Promise<void>
}

const signedOut = new Refused(401, 'staff_session_missing', 'Nobody is signed in.')

export async function startDashboard(world: World): Promise<DashboardServer> {
  await buildConsole()
  const entry = builtEntry(consoleFolder, 'src/dashboard/main.tsx')
  const requests: string[] = []
  const languages: string[] = []
  const server = await serveOnLoopback(
    async (request, response) => {
      const { origin } = server
      const { pathname } = new URL(request.url ?? '/', origin)
      if (entry.isFile(pathname)) entry.giveFile(pathname, response)
      else if (pathname.startsWith('/v1/')) {
        requests.push(`${request.headers['gatehouse-environment'] ?? 'none'} ${request.method} ${pathname}`)
        languages.push(request.headers['accept-language'] ?? '')
        const before = async (id: string): Promise<Refused | undefined> => {
          if (dashboard.delayMs > 0) await setTimeout(dashboard.delayMs)
          return dashboard.world.isOver ? signedOut : dashboard.failures.get(id)
        }
        await answerFromCanned(request, response, { origin, state: () => dashboard.world, answers, before })
      } else if (pathname === '/console/sign_in') {
        dashboard.world.isOver = false
        response.end('<!doctype html><title>Signed in</title>')
      } else if (/^\/console(?:\/|$)/.test(pathname)) entry.givePage({ title: 'Gatehouse', language: 'en' }, response)
      else response.end('<!doctype html><title>Elsewhere</title>')
    },
    (error) => requests.push(`FAILED ${String(error)}`),
  )
  const dashboard: DashboardServer = { ...server, world, requests, languages, failures: new Map(), delayMs: 0 }
  return dashboard
}
