/** 405 for methods that an address does not take. The router alone would answer 404. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyInstance } from 'fastify'
import type { HttpContext } from './context.ts'
import type { Mounted } from './surface.ts'

/** Refuses every other method of these addresses, and says which ones they take (RFC 9110, 15.5.6). */
export function refuseOtherMethods(app: FastifyInstance, http: HttpContext, addresses: readonly Mounted[]): void {
  const byUrl = new Map<string, Mounted>()
  for (const address of addresses) {
    const known = byUrl.get(address.url)
    const methods = [...(known?.methods ?? []), ...address.methods]
    byUrl.set(address.url, { ...address, methods, head: address.head || known?.head === true })
  }
  for (const { url, methods, head, printError } of byUrl.values()) {
    const taken = head ? [...methods, 'HEAD'] : methods
    app.route({
      method: app.supportedMethods.filter((method) => !taken.includes(method)),
      url,
      exposeHeadRoute: false,
      // In a hook, before the body is read: its form does not matter.
      onRequest: async (request, reply) => {
        reply.header('allow', methods.join(', '))
        await printError(http, request, reply, new Failure('method_not_allowed'))
        return reply
      },
      handler: () => undefined,
    })
  }
}
