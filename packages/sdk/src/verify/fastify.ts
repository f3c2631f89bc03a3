/** Fastify: `app.decorateRequest('access')`, `app.addHook('onRequest', fastifyAccess(verifier))`, then `request.access`. */
import type { Access } from './access.ts'
import { AccessTokenError } from './access-token-error.ts'
import type { AccessTokenVerifier } from './verifier.ts'

interface FastifyRequest {
  readonly headers: { readonly authorization?: string | undefined }
}

interface FastifyReply {
  code(status: number): { headers(values: Record<string, string>): { send(body: string): unknown } }
}

/** @returns the hook. It sets `access` of the request, or answers a call that is refused */
export function fastifyAccess<A extends Access>(verifier: AccessTokenVerifier<A>) {
  return async (request: FastifyRequest & { access?: A }, reply: FastifyReply): Promise<unknown> => {
    try {
      request.access = await verifier.authenticate(request.headers.authorization)
      return undefined
    } catch (error) {
      if (!(error instanceof AccessTokenError)) throw error
      return reply.code(error.status).headers(error.headers).send(error.body)
    }
  }
}
