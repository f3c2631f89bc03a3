import type { FastifyRequest } from 'fastify'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import { type Caller, readCaller } from './caller.ts'
import { actFaulty } from './graph-faults.ts'
import { findUser } from './profile.ts'

export type GraphRequest = FastifyRequest<{ Params: { id?: string } }>

/** Who asks, and about whom. */
export interface Asked {
  readonly caller: Caller
  readonly tenant: Tenant
  readonly user: User
}

/**
 * What every request begins with: the token, the faults, the person of the path (`me` when it names none).
 * @throws GraphError 400, 401, 404, and what the faults say
 */
export async function readAsked(emulation: Emulation, request: GraphRequest): Promise<Asked> {
  const caller = await readCaller(emulation, request.headers.authorization)
  actFaulty(emulation, caller.tenant.id)
  const find = emulation.directory.index(caller.tenant).user
  return { caller, tenant: caller.tenant, user: findUser(caller, request.params.id ?? 'me', find) }
}
