/** Express, and everything with its middleware: `app.use(expressAccess(verifier))`, then `request.access`. */
import type { Access } from './access.ts'
import { AccessTokenError } from './access-token-error.ts'
import type { AccessTokenVerifier } from './verifier.ts'

interface ExpressRequest<A> {
  readonly headers: { readonly authorization?: string | undefined }
  access?: A
}

interface ExpressResponse {
  writeHead(status: number, headers: Record<string, string>): { end(body: string): unknown }
}

/** @returns the middleware. It sets `access` of the request, or answers a call that is refused */
export function expressAccess<A extends Access>(verifier: AccessTokenVerifier<A>) {
  return async (request: ExpressRequest<A>, response: ExpressResponse, next: (error?: unknown) => void) => {
    try {
      request.access = await verifier.authenticate(request.headers.authorization)
    } catch (error) {
      if (!(error instanceof AccessTokenError)) return next(error)
      response.writeHead(error.status, error.headers).end(error.body)
      return
    }
    next()
  }
}
