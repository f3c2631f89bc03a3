/** Hono: `app.use(honoAccess(verifier))`, then `c.get('access')`. */
import type { Access } from './access.ts'
import type { AccessTokenVerifier, CallContext } from './verifier.ts'
import { webAccess } from './web.ts'

interface HonoContext {
  readonly req: { readonly raw: Pick<Request, 'headers'> }
  /** Hono throws where the runtime has none. */
  readonly executionCtx: { waitUntil(work: Promise<unknown>): void }
  set(name: 'access', access: unknown): void
}

/** @returns the middleware. It sets `access`, or answers a call that is refused */
export function honoAccess<A extends Access>(verifier: AccessTokenVerifier<A>) {
  const accessOf = webAccess(verifier)
  const waitUntil = (c: HonoContext, work: Promise<unknown>): void => {
    try {
      c.executionCtx.waitUntil(work)
    } catch {
      // Only Workers need it.
    }
  }
  return async (c: HonoContext, next: () => Promise<void>): Promise<Response | undefined> => {
    const context: CallContext = { waitUntil: (work) => waitUntil(c, work) }
    const access = await accessOf(c.req.raw, context)
    if (access instanceof Response) return access
    c.set('access', access)
    await next()
    return undefined
  }
}
