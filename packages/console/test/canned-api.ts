/** The operations of the contract with canned answers. The contract's own schemas check what goes in and out. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { operations } from '@gatehouse-sso/sdk/contract'
import { type Asked, Refused } from './canned/answers.ts'

export type CannedAnswers<S> = Readonly<Record<string, (state: S, asked: Asked) => unknown>>

interface CannedApi<S> {
  readonly origin: string
  /** The state at the moment of the answer. */
  state(): S
  readonly answers: CannedAnswers<S>
  /** Tells of the request before it is answered. @returns the failure to answer instead */
  before(operation_id: string): Promise<Refused | undefined> | Refused | undefined
}

/** Answers one request to the API. */
export async function answerFromCanned<S>(
  request: IncomingMessage,
  response: ServerResponse,
  { origin, state, answers, before }: CannedApi<S>,
): Promise<void> {
  const url = new URL(request.url ?? '/', origin)
  const found = operations.flatMap((operation) => {
    const params = matched(operation.path, url.pathname)
    return params && operation.method === request.method ? [{ operation, params }] : []
  })[0]
  if (!found) throw new Error(`no operation at ${request.method} ${url.pathname}`)
  const { operation, params } = found
  const text = await textOf(request)
  response.setHeader('content-type', 'application/json')
  try {
    const failure = await before(operation.id)
    if (failure) throw failure
    operation.query.parse(queryOf(url.searchParams))
    const body = operation.body === undefined ? {} : operation.body.parse(JSON.parse(text))
    const give = answers[operation.id]
    if (!give) throw new Error(`no answer for ${operation.id}`)
    const given = give(state(), { params, query: url.searchParams, body, origin })
    if (operation.output === undefined) response.writeHead(204).end()
    else {
      const output = JSON.stringify(operation.output.parse(given))
      response.writeHead(operation.status).end(output)
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    response.writeHead(error.status).end(JSON.stringify(error.body))
  }
}

/** The parameters of a path, or `null` if it is another one. */
function matched(template: string, path: string): Record<string, string> | null {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name))
  const match = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(path)
  if (!match) return null
  return Object.fromEntries(names.map((name, index) => [name, String(match[index + 1])]))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString() || '{}'
}

/** `expand[]=a&expand[]=b` is a list, as the gateway reads it. */
function queryOf(params: URLSearchParams): Record<string, unknown> {
  const names = [...new Set(params.keys())]
  return Object.fromEntries(
    names.map((name) => (name.endsWith('[]') ? [name.slice(0, -2), params.getAll(name)] : [name, params.get(name)])),
  )
}
