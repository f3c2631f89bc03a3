import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'

/** A request as the home page shows it. It has no query, no body and no header, so it has no secret. */
export interface RecentRequest {
  /** ISO time by the emulator's clock. */
  readonly at: string
  readonly method: string
  readonly path: string
  readonly status: number
  /** The number after AADSTS in the response. */
  readonly aadsts: number | undefined
}

export interface RecentRequests {
  readonly add: (request: RecentRequest) => void
  /** The newest first. */
  readonly all: () => readonly RecentRequest[]
  readonly clear: () => void
}

/** Keeps the newest `limit` requests. */
export function openRecentRequests(limit = 50): RecentRequests {
  let requests: readonly RecentRequest[] = []
  return {
    add: (request) => {
      requests = [request, ...requests].slice(0, limit)
    },
    all: () => requests,
    clear: () => {
      requests = []
    },
  }
}

/** A longer path is nobody's mistake, and would fill the page. */
const longestPath = 200

function pathOf(request: FastifyRequest): string {
  const path = request.url.replace(/[?#].*$/s, '')
  return path.length > longestPath ? `${path.slice(0, longestPath)}…` : path
}

/** The pages and the API of the person who looks at the list. */
function isOwnLook(path: string): boolean {
  return (
    path === '/' ||
    path === '/favicon.ico' ||
    path === '/error' ||
    /^\/(_admin|_home|_saml|myapps|admin-center)(\/|$)/i.test(path)
  )
}

function aadstsIn(reply: FastifyReply, payload: unknown): number | undefined {
  const texts = [payload, reply.getHeader('location')].filter((one) => typeof one === 'string')
  const number = /AADSTS(\d{4,8})/.exec(texts.join(' '))?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Notes every response of the server, with the number of its error, wherever Entra writes it. */
export function noteRequests(
  app: FastifyInstance,
  { clock, recent_requests }: { readonly clock: Clock; readonly recent_requests: RecentRequests },
): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const path = pathOf(request)
    if (isOwnLook(path)) return
    recent_requests.add({
      at: new Date(clock.now()).toISOString(),
      method: request.method,
      path,
      status: reply.statusCode,
      aadsts: aadstsIn(reply, payload),
    })
  })
}
