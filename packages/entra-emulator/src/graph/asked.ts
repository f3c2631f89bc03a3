import type { FastifyRequest } from 'fastify'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import { type Caller, readCaller } from './caller.ts'
import { actFaulty } from './graph-faults.ts'
import { findUser } from './profile.ts'

export type GraphRequest = FastifyRequest<{ Params: { id?: string } }>

/** The caller of a request, and the user it is about. */
export interface Asked {
  readonly caller: Caller
  readonly tenant: Tenant
  readonly user: User
}

/**
 * The first steps of every request: reads the token, applies faults, and finds the user in the path (default `me`).
 * @throws GraphError 400, 401, 404, and those of the faults
 */
export async function readAsked(emulation: Emulation, request: GraphRequest): Promise<Asked> {
  const caller = await readCaller(emulation, request.headers.authorization)
  actFaulty(emulation, caller.tenant.id)
  const find = emulation.directory.index(caller.tenant).user
  return { caller, tenant: caller.tenant, user: findUser(caller, request.params.id ?? 'me', find) }
}
