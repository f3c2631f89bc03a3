import type { Tenant } from '../directory/tenant.ts'
import type { Emulation } from '../emulation.ts'

/** What "reset" goes back to. */
export interface InitialState {
  readonly tenants: readonly Tenant[]
}

export interface AdminCall {
  readonly emulation: Emulation
  readonly initial: InitialState
  readonly params: Readonly<Record<string, string>>
  /** Parsed JSON, or undefined. */
  readonly body: unknown
}

/** One operation. README.md lists each of them; a test compares. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly says: string
  /** What it returns is the answer; undefined is 204. */
  readonly act: (call: AdminCall) => unknown
}

/** A request to the admin API that cannot be served. */
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
