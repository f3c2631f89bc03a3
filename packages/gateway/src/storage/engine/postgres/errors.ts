/** Translates the errors of PostgreSQL into those of storage. postgresql.org/docs/current/errcodes-appendix.html */
import { Failure } from '@gatehouse-sso/core/failure'
import { DatabaseError } from 'pg'
import { UnitRefused } from '../../../domain/stores/unit.ts'

/**
 * `again`: other transactions caused the rollback, and a retry may succeed. `stale_plan`: a migration has changed a
 * table under a prepared statement. `unavailable`: the database failed, not the statement.
 */
export type Trouble = 'unique' | 'reference' | 'again' | 'stale_plan' | 'unavailable' | 'fault'

const troubles: Readonly<Record<string, Trouble>> = {
  '23505': 'unique',
  '23503': 'reference',
  '40001': 'again', // serialization_failure
  '40P01': 'again', // deadlock_detected
  '0A000': 'stale_plan', // cached plan must not change result type
  '57014': 'unavailable', // query_canceled: statement_timeout
  '55P03': 'unavailable', // lock_not_available
  '25P03': 'unavailable', // idle_in_transaction_session_timeout
  '25006': 'unavailable', // read_only_sql_transaction: a replica that has not taken over yet
}

/** Connection exceptions, resources, operator intervention, system errors, wrong password or database. */
const unavailableClasses: readonly string[] = ['08', '53', '57', '58', '28', '3D']

export function troubleOf(error: unknown): Trouble {
  if (error instanceof DatabaseError) {
    const code = error.code ?? ''
    return troubles[code] ?? (unavailableClasses.includes(code.slice(0, 2)) ? 'unavailable' : 'fault')
  }
  // The driver has no error class for a connection that is lost, refused or late.
  return error instanceof TypeError || error instanceof RangeError ? 'fault' : 'unavailable'
}

/** Tells whether the connection can no longer be used, or may be broken. */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC'
}

/** The error in the form that code above the engine expects. @param name of the statement */
export function postgresFailure(error: unknown, name: string): unknown {
  const trouble = troubleOf(error)
  if (trouble === 'unique' || trouble === 'reference') return new UnitRefused(name, trouble)
  return trouble === 'fault' ? error : new Failure('database_unavailable', { cause: error })
}
