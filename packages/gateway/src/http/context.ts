/** The context of every route, the same for all requests of a process. */
import type { Ports } from '../domain/ports/ports.ts'
import type { UnitsOfWork } from '../domain/stores/unit.ts'
import type { Log } from '../observe/log.ts'
import type { ConsoleFiles } from './console-files.ts'
import type { DocsFiles } from './docs/files.ts'

export interface HttpContext {
  readonly ports: Ports
  readonly units: UnitsOfWork
  readonly log: Log
  /** The built console; `null` where it was not built. */
  readonly console: ConsoleFiles | null
  /** The built documentation; `null` where it was not built. */
  readonly docs: DocsFiles | null
  /** Whether the public address is https: then cookies are `__Host-` and `Secure`. */
  readonly secure: boolean
}
