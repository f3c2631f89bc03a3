import type { InitialState } from '../directory/fixture.ts'
import type { Emulation } from '../emulation.ts'

export interface AdminCall {
  readonly emulation: Emulation
  readonly initial: InitialState
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | undefined>>
  /** Parsed JSON, or undefined. */
  readonly body: unknown
}

/** One operation of the admin API. README.md lists all of them, and a test compares. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly says: string
  /** Returns the body of the response; undefined gives 204. */
  readonly act: (call: AdminCall) => unknown
}

/** A request that the admin API refuses. */
export class AdminError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'AdminError'
    this.status = status
    this.code = code
  }
}

export function param(call: AdminCall, name: string): string {
  return call.params[name] ?? ''
}
