/**
 * A server on this machine that the browser comes back to (RFC 8252, 7.3). Its own page leads to Entra, so that the
 * terminal shows a short address.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Loopback {
  /** `http://localhost:49152`, without a path: Entra ignores the port of a registered `http://localhost`. */
  readonly redirect_uri: string
  /** The address to open. Its secret keeps the state from other programs on this machine. */
  readonly address: string
  /** Leads a browser that opens the address to this one, and waits until it comes back with this state. */
  comeBack(authorize_url: URL, state: string, signal: AbortSignal): Promise<URLSearchParams>
  close(): void
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

export async function openLoopback(): Promise<Loopback> {
  let handler: Handler = (_, response) => say(response, 503, 'The test has not begun yet.')
  const answer: Handler = (request, response) => handler(request, response)
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  // A browser may take localhost for ::1. Where that is not there, or taken, it goes on to 127.0.0.1.
  const second = createServer(answer).on('error', () => undefined)
  second.listen(port, '::1')
  const redirect_uri = `http://localhost:${port}`
  const secret = randomBytes(6).toString('base64url')
  return {
    redirect_uri,
    address: `${redirect_uri}/?${secret}`,
    comeBack(authorize_url, state, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>()
      signal.addEventListener('abort', () => reject(new Error('the time is over')), { once: true })
      handler = (request, response) => {
        const url = URL.canParse(request.url ?? '', redirect_uri) ? new URL(request.url ?? '', redirect_uri) : undefined
        if (request.method !== 'GET' || url?.pathname !== '/') return say(response, 404, 'There is nothing here.')
        if (url.search === `?${secret}`) return void response.writeHead(302, { location: authorize_url.href }).end()
        // Another page may send a browser here. Only the browser that got the secret knows the state, and Entra.
        if (url.searchParams.get('state') !== state) return say(response, 400, 'This is not the sign-in of this test.')
        say(response, 200, 'The test goes on in the terminal. You may close this window.')
        resolve(url.searchParams)
      }
      return promise
    },
    close() {
      for (const one of [server, second]) stop(one)
    },
  }
}

function say(response: ServerResponse, status: number, text: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' }
  response.writeHead(status, { ...headers, 'referrer-policy': 'no-referrer' }).end(`${text}\n`)
}

function stop(server: Server): void {
  server.close()
  server.closeIdleConnections()
}
