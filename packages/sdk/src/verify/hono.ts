/** Hono: `app.use(honoAccess(verifier))`, then `c.get('access')`. */
import type { Access } from './access.ts'
import type { AccessTokenVerifier } from './verifier.ts'
import { webAccess } from './web.ts'

interface HonoContext {
  readonly req: { readonly raw: Pick<Request, 'headers'> }
  readonly executionCtx: { waitUntil(work: Promise<unknown>): void }
  set(name: 'access', access: unknown): void
}

/** @returns the middleware. It sets `access`, or answers a call that is refused */
export function honoAccess<A extends Access>(verifier: AccessTokenVerifier<A>) {
  const accessOf = webAccess(verifier)
  return async (c: HonoContext, next: () => Promise<void>): Promise<Response | undefined> => {
    const waitUntil = (work: Promise<unknown>): void => {
      try {
        c.executionCtx.waitUntil(work)
      } catch {} // Hono throws where the runtime has none. Only Workers need it.
    }
    const access = await accessOf(c.req.raw, { waitUntil })
    if (access instanceof Response) return access
    c.set('access', access)
    await next()
  }
}
