/**
 * Keeps what a surface refuses before or beside its domain: a parameter that comes twice, a body of the wrong type. The
 * domain keeps everything else, with more that it knows.
 */
import { type Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyRequest } from 'fastify'
import { unknownCaller } from '../domain/events/caller.ts'
import { isAnswer } from '../domain/sign-ins/refused-clients.ts'
import { keepRefusal, refusedParameters } from '../domain/sign-ins/refused-requests.ts'
import type { HttpContext } from './context.ts'
import { sourceOf } from './visit.ts'

/** @returns the failure with its record; without one if it needs none, or if nothing can be written */
export async function keptFailure(
  { ports, units }: HttpContext,
  request: FastifyRequest,
  failure: Failure,
): Promise<Failure> {
  const { keeps = false } = request.routeOptions.config
  const isOurs = failures[failure.code].status >= 500
  const parameters = firstOfEach(request)
  if (!keeps || isOurs || failure.evidence.record || isAnswer(failure, parameters)) return failure
  try {
    const { slug = null, connection } = request.params as { slug?: string; connection?: string }
    const environment = await ports.configuration.environment(slug)
    if (!environment) return failure
    const work = { ports, units, caller: unknownCaller(sourceOf(request)) }
    // The address of a callback names its connection.
    const named = connection === undefined ? parameters : { ...parameters, connection }
    return await keepRefusal(work, environment, refusedParameters(named), failure)
  } catch (error) {
    if (isFailure(error)) return failure
    throw error
  }
}

/** The first value of each parameter, because the reason may be that one came twice. */
function firstOfEach({ query, body }: FastifyRequest): Parameters {
  const texts = [query, body].map((part) => ((part ?? {}) as { text?: unknown }).text)
  const pairs = texts.flatMap((text) => (typeof text === 'string' ? [...new URLSearchParams(text)] : []))
  return Object.fromEntries(pairs.reverse())
}
