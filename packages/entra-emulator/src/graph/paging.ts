import type { Parameters } from '../http/parameters.ts'
import { GraphError } from './graph-error.ts'

export interface GraphPage<Item> {
  readonly items: readonly Item[]
  /** Undefined on the last page. */
  readonly next_link: string | undefined
}

function badRequest(message: string): GraphError {
  return new GraphError(400, 'Request_BadRequest', message)
}

function readTop(parameters: Parameters): number {
  const text = parameters.get('$top')
  if (text === undefined) return 100
  const top = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (top < 1 || top > 999)
    throw badRequest(`Invalid page size specified: '${text}'. Must be between 1 and 999 inclusive.`)
  return top
}

function readSkip(parameters: Parameters): number {
  const token = parameters.get('$skiptoken')
  if (token === undefined) return 0
  const skip = Number(
    Buffer.from(token, 'base64url')
      .toString()
      .replace(/^skip=/, ''),
  )
  if (!Number.isInteger(skip) || skip < 0) throw badRequest('Invalid skip token.')
  return skip
}

/**
 * Returns one page of 100 items, or of `$top` up to 999. The next link has an opaque `$skiptoken`.
 * @param url URL of the collection, without query
 */
export function pageOf<Item>(items: readonly Item[], parameters: Parameters, url: string): GraphPage<Item> {
  const top = readTop(parameters)
  const skip = readSkip(parameters)
  const next = skip + top
  if (next >= items.length) return { items: items.slice(skip), next_link: undefined }
  const kept = [...parameters].filter(([name]) => name !== '$skiptoken')
  const token = Buffer.from(`skip=${next}`).toString('base64url')
  const query = [...kept, ['$skiptoken', token]].map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return { items: items.slice(skip, next), next_link: `${url}?${query.join('&')}` }
}
