/** A call of an operation: the argument and the result of a handler. */
import type { Operation, Output } from '@gatehouse-sso/sdk/contract/operation'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { z } from 'zod'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { EnvironmentStores } from '../../domain/stores/stores.ts'
import type { Work } from '../../domain/work/work.ts'
import type { Principal } from './principal.ts'

/** A call, parsed and allowed. */
export interface Call<O extends Operation> {
  readonly work: Work
  readonly principal: Principal
  readonly params: z.output<O['params']>
  readonly query: z.output<O['query']>
  readonly body: O['body'] extends z.ZodObject ? z.output<O['body']> : undefined
  /** English, unless the setup portal calls: then that of its reader. */
  readonly language: Language
  /** From `If-Match`. */
  readonly version: number | undefined
}

/** The body of the answer; `version` becomes its ETag. */
export interface OperationResult<T> {
  readonly body: T
  readonly version?: number
}

export type Handler<O extends Operation> = (call: Call<O>) => Promise<OperationResult<Output<O>>>

/** A handler for each operation of a noun. A missing handler does not type-check. */
export type Handlers<Noun> = { readonly [V in keyof Noun]: Handler<Extract<Noun[V], Operation>> }

/** The environment of the caller. The installation key has none; every other principal has one. */
export function environmentOf({ principal }: { readonly principal: Principal }): EnvironmentRecord {
  if (principal.kind === 'installation_key') throw new Error('this operation needs an environment')
  return principal.environment
}

export function storesOf(call: { readonly principal: Principal; readonly work: Work }): EnvironmentStores {
  return call.work.ports.stores.in(environmentOf(call).id)
}

export function versioned<R extends { readonly version: number }, T>(record: R, body: T): OperationResult<T> {
  return { body, version: record.version }
}

/** The answer of an operation without one (204). */
export const nothing = { body: undefined }
