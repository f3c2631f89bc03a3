import type { FastifyRequest } from 'fastify'
import { EntraError } from '../errors/entra-error.ts'

/** Parameters of a query or a form. A parameter without a value counts as not sent. */
export type Parameters = ReadonlyMap<string, string>

/**
 * @throws EntraError 9000411 if a parameter appears twice, because the choice of one would be a guess
 */
export function readParameters(source: unknown): Parameters {
  const parameters = new Map<string, string>()
  if (typeof source !== 'object' || source === null) return parameters
  for (const [name, value] of Object.entries(source)) {
    if (Array.isArray(value)) throw new EntraError(9000411, { name })
    if (typeof value === 'string' && value !== '') parameters.set(name, value)
  }
  return parameters
}

/** Parameters of a posted form. A body with another media type has none. */
export function readForm(request: FastifyRequest): Parameters {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false
  return isForm ? readParameters(request.body) : new Map()
}

/**
 * @throws EntraError 900144 if it is missing
 */
export function requiredParameter(parameters: Parameters, name: string): string {
  const value = parameters.get(name)
  if (value === undefined) throw new EntraError(900144, { name })
  return value
}
