/** What a route is given, and how it finds its environment and its parameters. */
import { Failure } from '@gatehouse-sso/core/failure'
import { type Parameters, parseParameters } from '@gatehouse-sso/core/oauth/parameters'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import type { FastifyRequest } from 'fastify'
import type { Ports } from '../domain/ports/ports.ts'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import type { Log } from '../observe/log.ts'

export interface HttpContext {
  readonly ports: Ports
  readonly log: Log
  /** Whether the public address is https: then cookies are `__Host-` and `Secure`. */
  readonly secure: boolean
}

/** Routes of an environment are mounted twice: at the root for the default one, and below `/env/{slug}`. */
export const environmentPrefixes = ['', '/env/:slug'] as const

/** The environment that the address names. @throws Failure route_missing */
export async function environmentOf({ ports }: HttpContext, request: FastifyRequest): Promise<EnvironmentRecord> {
  const { slug = null } = request.params as { slug?: string }
  const environment = await ports.configuration.environment(slug)
  if (!environment) throw new Failure('route_missing')
  return environment
}

/** Where a request comes from, for the events. */
export function sourceOf({ id, ip, headers }: FastifyRequest): Source {
  return { request_id: id, address: ip, user_agent: headers['user-agent']?.slice(0, 300) ?? null }
}

/** The query as it was sent. @throws Failure parameter_repeated */
export function queryOf(request: FastifyRequest): Parameters {
  return parseParameters((request.query as { text: string }).text)
}

/** The form fields of a body as they were sent. @throws Failure parameter_repeated */
export function formOf(request: FastifyRequest): Parameters {
  const { text = '' } = (request.body ?? {}) as { text?: string }
  return parseParameters(text)
}
