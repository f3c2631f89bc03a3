/**
 * Statements that are compiled once and bound many times. Kysely builds the SQL with named slots instead of values, and
 * binding fills the slots by position. (Measured: building and compiling a query costs 8-10 µs, binding under 1.)
 */
import { Failure } from '@gatehouse-sso/core/failure'
import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { BoundStatement, Dialect, Engine, Row, Value } from '../engine/engine.ts'
import type { Tables } from '../schema/tables.ts'
import { changesOneRowAtMost } from './shape.ts'
import { sharedValueOf } from './shared-values.ts'

/** The arguments of each store's file. */
export interface Storage {
  readonly engine: Engine
  readonly db: Kysely<Tables>
}

/** A query builder for one dialect. It only compiles; an `Engine` runs the statements. */
export function queryBuilder(dialect: Dialect): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => (dialect === 'sqlite' ? new SqliteAdapter() : new PostgresAdapter()),
      createDriver: () => new DummyDriver(),
      createIntrospector: () => {
        throw new Error('this builder only compiles')
      },
      createQueryCompiler: () => (dialect === 'sqlite' ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
    },
  })
}

interface Slot {
  readonly slot: string
}

/** Replaces the arguments while a statement is built. Each property is a slot that takes its value later. */
function slots<A extends object>(): A {
  return new Proxy({} as A, { get: (_, name): Slot => ({ slot: String(name) }) })
}

function isSlot(value: unknown): value is Slot {
  return typeof value === 'object' && value !== null && 'slot' in value
}

/** Booleans are stored as 0 and 1, lists and objects as JSON. */
export function toValue(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value
  if (value === undefined) return null
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value)
}

export interface StatementOptions<A> {
  /** The number of rows that it must change or return. The default is 1 for changes. */
  readonly rows?: number | null
  readonly returns?: boolean
  /** The cache keys that it makes stale. */
  readonly changes?: (args: A) => readonly string[]
  readonly lock?: (args: A) => BoundStatement
  readonly relaxed?: boolean
  readonly slow?: boolean
}

const nothing: readonly string[] = []

/** Compiles a statement whose values are named by `A`. */
export function prepare<A extends object>(
  name: string,
  build: (args: A) => Compilable,
  options: StatementOptions<A> = {},
): (args: A) => BoundStatement {
  const { sql, valuesOf, single } = compile(build)
  const { rows = 1, returns = false, changes, lock, relaxed = false, slow = false } = options
  return (args) => {
    const values = valuesOf(args)
    if (values === undefined) throw new Failure('text_has_nul', { expected: name })
    const changed = changes ? changes(args) : nothing
    return { name, sql, values, rows, returns, changes: changed, single, relaxed, slow, lock: lock?.(args) }
  }
}

interface Compiled<A> {
  readonly sql: string
  readonly single: boolean
  /** The values by position; `undefined` when one of them contains a NUL. */
  readonly valuesOf: (args: A) => readonly Value[] | undefined
}

function compile<A extends object>(build: (args: A) => Compilable): Compiled<A> {
  const { sql, parameters, query } = build(slots<A>()).compile()
  // Written at the first use: most statements are never used by a process.
  let bind: ((args: A) => readonly Value[]) | undefined
  const valuesOf = (args: A): readonly Value[] | undefined => {
    bind ??= binder<A>(parameters)
    const values = bind(args)
    return hasNul(values) ? undefined : values
  }
  return { sql, valuesOf, single: changesOneRowAtMost(query) }
}

/**
 * Returns the function that takes the values of a statement from its arguments. Like the maker of its rows (rows.ts) it
 * is written out for this statement: one loop for all statements reads objects of a hundred shapes in one place, which
 * V8 cannot make fast.
 */
function binder<A>(parameters: readonly unknown[]): (args: A) => readonly Value[] {
  const constants = parameters.map((value) => (isSlot(value) ? null : toValue(value)))
  const values = parameters.map((value, index) =>
    isSlot(value) ? `toValue(args[${JSON.stringify(value.slot)}])` : `constants[${index}]`,
  )
  // Safe: the names of the slots stand in our own code.
  const bind = new Function('toValue', 'constants', `return (args) => [${values.join()}]`)
  return bind(toValue, constants) as (args: A) => readonly Value[]
}

/** PostgreSQL cannot store a NUL in a text, so SQLite gets none either. */
export function hasNul(values: readonly Value[]): boolean {
  for (const value of values) if (typeof value === 'string' && value.includes('\0')) return true
  return false
}

/** Compiles a reading statement. Returns a function that runs it and decodes the rows. */
export function prepareRead<A extends object, R>(
  engine: Engine,
  name: string,
  build: (args: A) => Compilable,
  decode: (row: Row) => R,
): { all(args: A): Promise<readonly R[]>; first(args: A): Promise<R | undefined> } {
  const { sql, valuesOf } = compile(build)
  const read = (args: A): Promise<readonly Row[]> | readonly Row[] => {
    const values = valuesOf(args)
    return values === undefined
      ? []
      : engine.read({ name, sql, values, rows: null, returns: true, changes: nothing, shared: true })
  }
  return {
    all: async (args) => (await read(args)).map(decode),
    first: async (args) => {
      const [row] = await read(args)
      return row === undefined ? undefined : decode(row)
    },
  }
}

/** Takes each named column from the argument of the same name, to insert whole records. */
export function columnsOf<A extends object, K extends keyof A>(args: A, names: readonly K[]): Pick<A, K> {
  return Object.fromEntries(names.map((name) => [name, args[name]])) as Pick<A, K>
}

/**
 * Like {@link columnsOf}, but as the list of a `select`, for an `insert … select … where` whose condition must hold at
 * commit.
 * Kysely wants each value typed as an expression of its own; here they are slots.
 */
export function selectedColumnsOf<A extends object>(args: A, names: readonly (keyof A & string)[]): never {
  return names.map((name) => sql`${args[name]}`.as(name)) as never
}

/**
 * Makes records from rows. The named columns hold JSON or booleans; all others are copied. This is the only place where
 * a row gets a type, and the conformance suite proves it for every store.
 * @param columns.shared JSON that many rows have alike: their records share one frozen value (shared-values.ts)
 */
export function decoder<R>(columns: {
  readonly json?: readonly (keyof R & string)[]
  readonly shared?: readonly (keyof R & string)[]
  readonly boolean?: readonly (keyof R & string)[]
}): (row: Row) => R {
  const { json = [], shared = [], boolean = [] } = columns
  return (row) => {
    const record = row as Record<string, unknown> // the row is not shared, so it can be changed in place
    for (const name of json) {
      const text = record[name]
      if (typeof text === 'string') record[name] = JSON.parse(text)
    }
    for (const name of shared) {
      const text = record[name]
      if (typeof text === 'string') record[name] = sharedValueOf(text)
    }
    for (const name of boolean) record[name] = record[name] === 1
    return record as R
  }
}
