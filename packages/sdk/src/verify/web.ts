/** The web's `Request` and `Response`, as Workers, Bun, Deno and Next.js have them. */
import type { Access } from './access.ts'
import { AccessTokenError } from './access-token-error.ts'
import type { AccessTokenVerifier, CallContext } from './verifier.ts'

/** @returns a function that gives the access of a request, or the response to a call that is refused */
export function webAccess<A extends Access>(verifier: AccessTokenVerifier<A>) {
  return async (request: Pick<Request, 'headers'>, context?: CallContext): Promise<A | Response> => {
    try {
      return await verifier.authenticate(request.headers.get('authorization'), context)
    } catch (error) {
      if (!(error instanceof AccessTokenError)) throw error
      return error.toResponse()
    }
  }
}
