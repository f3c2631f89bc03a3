/**
 * The page of faults of the demonstration, at an address of its own. It answers only this machine, and only forms of its
 * own pages, because a page of another site must not change the demonstration.
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { Gatehouse } from '@gatehouse-sso/sdk'
import type { Emulator } from 'entra-emulator'
import type { Demo } from '../state.ts'
import { look } from './look.ts'
import { faultsPage, problemPage, recordPage } from './page.ts'
import { backToNormal, type Provoked, provoke } from './provoke.ts'
import { scenarioNamed } from './scenarios.ts'

const planner = fileURLToPath(new URL('../../../../../../examples/express/planner.css', import.meta.url))
const maximumForm = 1_000

export interface FaultsServer {
  stop(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly body?: string
  readonly type?: string
  readonly location?: string
}

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  // The origin of a form is not sent under no-referrer, and it is checked.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/** Serves the page at `demo.faults_url`. @param gatehouse the command of this clone */
export async function serveFaults(demo: Demo, emulator: Emulator, gatehouse: string): Promise<FaultsServer> {
  const client = new Gatehouse({ base_url: demo.issuer, api_key: demo.api_key })
  const { host, port } = new URL(demo.faults_url)
  let shown: Provoked | undefined
  /** One change of the emulator at a time. */
  let busy: Promise<unknown> = Promise.resolve()
  const inTurn = async (act: () => Promise<void>): Promise<Answer> => {
    const turn = busy.then(act)
    busy = turn.catch(() => {})
    await turn
    return { status: 303, location: '/' }
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = request.url ?? '/'
    if (request.headers.host !== host) return { status: 403 }
    if (request.method === 'POST') return change(path, request)
    if (request.method !== 'GET') return { status: 405 }
    if (path === '/') return { status: 200, body: faultsPage(demo, gatehouse, shown) }
    if (path === '/faults.css') return { status: 200, body: readFileSync(planner, 'utf8') + look, type: 'text/css' }
    const [, id] = /^\/records\/(signin_\w+)$/.exec(path) ?? []
    if (id === undefined) return { status: 404, body: problemPage(demo, 'Not found', 'There is no such page.') }
    return { status: 200, body: recordPage(demo, await client.signIns.reveal(id)) }
  }

  async function change(path: string, request: IncomingMessage): Promise<Answer> {
    if (request.headers.origin !== demo.faults_url) return { status: 403 }
    const form = await readForm(request)
    if (path === '/normal') {
      return inTurn(async () => {
        await backToNormal(emulator)
        shown = undefined
      })
    }
    const scenario = scenarioNamed(form.get('name') ?? '')
    if (path !== '/provoke' || !scenario) {
      return { status: 404, body: problemPage(demo, 'Not found', 'There is no such fault.') }
    }
    return inTurn(async () => {
      shown = await provoke(demo, emulator, scenario)
    })
  }

  const server = createServer((request, response) => {
    void answer(request)
      .catch((error: Error) => ({ status: 500, body: problemPage(demo, 'That did not work', error.message) }))
      .then((made) => send(response, made))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(port), '127.0.0.1', resolve)
  })
  return {
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
}

function send(response: ServerResponse, { status, body = '', type = 'text/html', location }: Answer): void {
  response.writeHead(status, {
    ...headers,
    'content-type': `${type}; charset=utf-8`,
    ...(location !== undefined && { location }),
  })
  response.end(body)
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > maximumForm) throw new Error('the form is too long')
  }
  return new URLSearchParams(text)
}
