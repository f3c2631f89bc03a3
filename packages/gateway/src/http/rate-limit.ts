/**
 * Rate limits, counted by each process for itself, each minute anew. They keep one caller from crowding out all others.
 * Secrets need no limit: they are too long to guess.
 */
import { normalizeIP } from '@fastify/rate-limit'
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const windowMs = 60_000

/**
 * Counts a request and says in `RateLimit-*` what is left.
 * @param caller the caller that is counted; default: the address, of IPv6 its /64
 * @throws Failure rate_limited
 */
export type Limiter = (request: FastifyRequest, reply: FastifyReply, caller?: string) => Promise<void>

const unlimited: Limiter = async () => undefined

/**
 * @param app has `@fastify/rate-limit` registered
 * @param per_minute 0 for no limit
 */
export function openLimiter(app: FastifyInstance, per_minute: number): Limiter {
  if (per_minute === 0) return unlimited
  const callers = new WeakMap<FastifyRequest, string>()
  const count = app.createRateLimit({
    max: per_minute,
    timeWindow: windowMs,
    keyGenerator: (request) => callers.get(request) ?? normalizeIP(request.ip),
  })
  return async (request, reply, caller) => {
    if (caller !== undefined) callers.set(request, caller)
    const counted = await count(request)
    if (counted.isAllowed) return
    const { max, remaining, ttlInSeconds, isExceeded } = counted
    reply.headers({ 'ratelimit-limit': max, 'ratelimit-remaining': remaining, 'ratelimit-reset': ttlInSeconds })
    if (!isExceeded) return
    reply.header('retry-after', ttlInSeconds)
    throw new Failure('rate_limited', { expected: `${max} in a minute at most` })
  }
}
