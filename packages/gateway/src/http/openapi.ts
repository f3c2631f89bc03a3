/** The management API as an OpenAPI document, with the address of this gateway. */
import { connectionTypes } from '@gatehouse-sso/sdk/contract/connection'
import { openapiDocument } from '@gatehouse-sso/sdk/contract/openapi'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpContext } from './context.ts'

export function openapiEndpoint(
  { ports }: HttpContext,
  version: string,
): (_: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  let printed: string | undefined // when somebody asks for the first time
  return async (_, reply) => {
    printed ??= JSON.stringify(openapiDocument(ports.public_url, version, settingsOf(ports)))
    reply.headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' })
    return reply.send(printed)
  }
}

function settingsOf({
  connection_types,
}: HttpContext['ports']): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(connectionTypes.map((type) => [type, connection_types.settingsSchema(type)]))
}
