/**
 * 405 for methods that an address does not take, also for those that no address takes. The router alone would answer
 * 404. A route for each of them would cost more at start than all real routes.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpContext } from './context.ts'
import type { Mounted } from './surface.ts'

/** Finds the address that the URL of a request belongs to. */
export type FindAddress = (url: string) => Mounted | undefined

interface Pattern {
  readonly pattern: RegExp
  readonly address: Mounted
}

/** @param addresses an address with several routes stands there several times */
export function findAddress(addresses: readonly Mounted[]): FindAddress {
  const byUrl = new Map<string, Mounted>()
  for (const address of addresses) {
    const methods = [...(byUrl.get(address.url)?.methods ?? []), ...address.methods]
    byUrl.set(address.url, { ...address, methods })
  }
  // As in the router, a fixed part comes before a parameter.
  const parameters = ({ address }: Pattern): number => address.url.split(':').length
  const patterns = [...byUrl.values()]
    .map((address) => ({ address, pattern: patternOf(address.url) }))
    .sort((a, b) => parameters(a) - parameters(b))
  return (url) => {
    const path = url.split('?', 1).join()
    return patterns.find(({ pattern }) => pattern.test(path))?.address
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]*' : part.replaceAll('.', '\\.')))
  return new RegExp(`^${parts.join('/')}$`)
}

/**
 * Refuses a request that no route took but whose address takes other methods, and names them (RFC 9110, 15.5.6). It
 * belongs into a hook, before the body is read, because the form of the body does not matter.
 * @returns whether it refused
 */
export function refuseOtherMethod(
  http: HttpContext,
  find: FindAddress,
  request: FastifyRequest,
  reply: FastifyReply,
): boolean {
  const address = request.is404 ? find(request.url) : undefined
  if (address === undefined) return false
  reply.header('allow', address.methods.join(', '))
  void address.printError(http, request, reply, new Failure('method_not_allowed'))
  return true
}
