/**
 * Requests that end below the router: headers that are too large or malformed, and bytes that do not come in time. Node
 * would answer some of them without a body, without a request id and without a line in the log.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorBody } from './api/error.ts'
import type { HttpContext } from './context.ts'
import { preferredLanguage } from './language.ts'
import { failureDocument } from './pages/error.ts'
import { pageHeaders, renderPage } from './pages/page.ts'

type Socket = FastifyRequest['raw']['socket']
type Response = FastifyReply['raw']

/** An error of Node's parser. */
export interface ClientError extends Error {
  readonly code?: string
  /** The bytes that it stopped at, a Buffer; they may begin in the middle of a request. */
  readonly rawPacket?: unknown
}

/** A request line that alone fills the room for headers is an address that is too long. */
const longAddress = /^[A-Z]+ [^\s]{8000}/

const byCode: Readonly<Record<string, FailureCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_too_slow',
}

/** Answers a request that the router never saw, and closes its connection. */
export function answerClientError(http: HttpContext, error: ClientError, socket: Socket): void {
  const sent = error.rawPacket instanceof Uint8Array ? new TextDecoder('latin1').decode(error.rawPacket) : ''
  const code = codeOf(error, sent)
  const request_id = newRequestId(http)
  if (error.code !== 'ECONNRESET') {
    const { status } = failures[code]
    http.log.info({ request_id, route: 'unknown', status, code, reason: error.code ?? error.name }, 'request')
  }
  // A second answer behind one that has begun would be taken for the answer to another request (CWE-444).
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) return void socket.destroy()
  socket.end(answerOf(http, request_id, new Failure(code), sent), () => socket.destroy())
}

/** Answers an `Expect` that Node does not know, which never reaches the router either (RFC 9110, 10.1.1). */
export function answerExpectation(http: HttpContext, response: Response): void {
  const failure = new Failure('expectation_unknown')
  const { status } = failures[failure.code]
  const request_id = newRequestId(http)
  http.log.info({ request_id, route: 'unknown', status, code: failure.code }, 'request')
  const [body, headers] = apiAnswer(http, request_id, failure)
  const length = { 'content-length': Buffer.byteLength(body), connection: 'close' }
  response.writeHead(status, { ...headers, ...length, ...commonHeaders(http, request_id) }).end(body)
}

/**
 * Answers CONNECT, which never reaches the router: the gateway is no proxy. No address takes it, so `Allow` is empty
 * (RFC 9110, 9.3.6 and 10.2.1).
 */
export function answerConnect(http: HttpContext, socket: NodeJS.WritableStream & { destroy(): unknown }): void {
  const failure = new Failure('method_not_allowed')
  const request_id = newRequestId(http)
  const { status } = failures[failure.code]
  http.log.info({ request_id, method: 'CONNECT', route: 'unknown', status, code: failure.code }, 'request')
  // Node has taken its own listeners off: without one, a reset by the client would end the process.
  socket.on('error', () => undefined)
  const [body, headers] = apiAnswer(http, request_id, failure)
  socket.end(rawAnswer(http, request_id, status, { ...headers, allow: '' }, body), () => socket.destroy())
}

type RawResponse = readonly [body: string, headers: Readonly<Record<string, string>>]

function apiAnswer(http: HttpContext, request_id: string, failure: Failure): RawResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  return [JSON.stringify(errorBody(http, request_id, failure)), headers]
}

export function newRequestId({ ports }: HttpContext): string {
  return `req_${ports.keys.newSecret(128)}`
}

function codeOf({ code = '' }: ClientError, sent: string): FailureCode {
  if (code === 'HPE_HEADER_OVERFLOW' && longAddress.test(sent)) return 'address_too_long'
  return byCode[code] ?? 'request_malformed'
}

/** Node keeps the response that a connection is busy with under this name, and its own handler reads it too. */
function hasBegun(socket: Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null }): boolean {
  return socket._httpMessage?.headersSent === true
}

const acceptLanguage = /\r\naccept-language:([^\r\n]*)/i

/** The whole answer: a page for a browser, as far as that can be seen, and the shape of the API for everybody else. */
function answerOf(http: HttpContext, request_id: string, failure: Failure, sent: string): string {
  const isPage = /\r\naccept:[^\r\n]*text\/html/i.test(sent) && !/^[A-Z]+ \/v1(?:[/?\s]|$)/.test(sent)
  const page = failureDocument(http, request_id, failure, preferredLanguage(acceptLanguage.exec(sent)?.[1]))
  const [body, headers]: RawResponse = isPage
    ? [renderPage(http, page), pageHeaders(http, page)]
    : apiAnswer(http, request_id, failure)
  return rawAnswer(http, request_id, failures[failure.code].status, headers, body)
}

function rawAnswer(
  http: HttpContext,
  request_id: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): string {
  const all = {
    ...headers,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...commonHeaders(http, request_id),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${phrases[status] ?? 'Error'}`, ...lines, '', body].join('\r\n')
}

const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  414: 'URI Too Long',
  431: 'Request Header Fields Too Large',
}

/** Headers of every answer. */
export function commonHeaders({ secure }: HttpContext, request_id: string): Readonly<Record<string, string>> {
  return {
    'x-request-id': request_id,
    'x-content-type-options': 'nosniff',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
