/** A fetch that checks every answer of the management API against its contract, in every test that uses it. */
import { operations } from '@gatehouse-sso/sdk/contract'
import { errorBody } from '@gatehouse-sso/sdk/contract/error'

const patterns = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`),
}))

/** The operation that a request calls. A fixed path has priority over one with an id. */
export function operationOf(method: string, path: string): (typeof operations)[number] | undefined {
  const found = patterns.filter(({ operation, pattern }) => operation.method === method && pattern.test(path))
  return found.toSorted((a, b) => placeholders(a.operation.path) - placeholders(b.operation.path))[0]?.operation
}

function placeholders(path: string): number {
  return path.split('{').length
}

/** @throws Error that names the part that violates the contract */
export const validatingFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  const { pathname } = new URL(String(input))
  const method = init?.method ?? 'GET'
  const fail = (what: unknown): never => {
    throw new Error(`${method} ${pathname} answered ${response.status} against its contract: ${String(what)}`)
  }
  if (!response.headers.get('x-request-id')?.startsWith('req_')) fail('no X-Request-ID')
  const text = await response.clone().text()
  if (response.status >= 400) {
    const { error, data } = errorBody.safeParse(JSON.parse(text))
    if (error) fail(error)
    if (data?.error.request_id !== response.headers.get('x-request-id')) fail('another request_id')
    return response
  }
  if (response.status === 304) return text === '' ? response : fail('a body')
  const operation = operationOf(method, pathname)
  if (!operation) return fail('no such operation')
  if (response.status !== operation.status) fail(`expected ${operation.status}`)
  if (operation.output === undefined) return text === '' ? response : fail('a body')
  const { error } = operation.output.safeParse(JSON.parse(text))
  if (error) fail(error)
  const isResource = operation.status !== 204 && 'id' in JSON.parse(text) && !operation.gives_secret
  if (isResource && !response.headers.get('etag')) fail('no ETag')
  return response
}
