/** 405 for methods that an address does not take. The router alone would answer 404. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Mounted } from './surface.ts'

type Refuse = (request: FastifyRequest, reply: FastifyReply, failure: Failure) => unknown

/** Refuses every other method of these addresses, and says which ones they take (RFC 9110, 15.5.6). */
export function refuseOtherMethods(app: FastifyInstance, addresses: readonly Mounted[], refuse: Refuse): void {
  const byUrl = new Map<string, { methods: HTTPMethods[]; head: boolean }>()
  for (const { url, methods, head } of addresses) {
    const known = byUrl.get(url)
    byUrl.set(url, { methods: [...(known?.methods ?? []), ...methods], head: head || known?.head === true })
  }
  for (const [url, { methods, head }] of byUrl) {
    const taken = head ? [...methods, 'HEAD'] : methods
    app.route({
      method: app.supportedMethods.filter((method) => !taken.includes(method)),
      url,
      exposeHeadRoute: false,
      // In a hook, before the body is read: its form does not matter.
      onRequest: async (request, reply) => {
        reply.header('allow', methods.join(', '))
        await refuse(request, reply, new Failure('method_not_allowed'))
        return reply
      },
      handler: () => undefined,
    })
  }
}
