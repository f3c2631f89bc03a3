/**
 * Prints the schema that each engine has after all migrations, in a stable order: table by table, each with its
 * indexes. `npm run generate` writes it beside the migrations, so that a review sees the real effect of a migration on
 * each engine.
 */
import type { BoundStatement, Engine, Row } from '../src/storage/engine/engine.ts'
import { migrate } from '../src/storage/schema/migrate.ts'

const header = '-- Printed by `npm run generate` from packages/gateway/src/storage/schema/migrations.\n'

export const schemaPaths = {
  sqlite: 'packages/gateway/src/storage/schema/sqlite.sql',
  postgres: 'packages/gateway/src/storage/schema/postgres.sql',
} as const

/** Brings an empty database up to date and prints its schema. */
export async function printSchema(engine: Engine): Promise<string> {
  await migrate(engine, () => 0)
  const tables = engine.dialect === 'sqlite' ? await sqliteTables(engine) : await postgresTables(engine)
  return `${header}${tables.map((statements) => `\n${statements.join(';\n')};\n`).join('')}`
}

const read = (engine: Engine, sql: string): Promise<readonly Row[]> => {
  const statement: BoundStatement = { name: 'schema', sql, values: [], rows: null, returns: true, changes: [] }
  return engine.read(statement)
}

async function sqliteTables(engine: Engine): Promise<string[][]> {
  const sql = "select tbl_name, sql from sqlite_schema where sql is not null order by tbl_name, type = 'index', name"
  const tables = Map.groupBy(await read(engine, sql), ({ tbl_name }) => tbl_name)
  return [...tables.values()].map((rows) => rows.map((row) => String(row.sql).replaceAll(/\n {4}( *)/g, '\n$1')))
}

const columns = `
  select relname, string_agg(format('  %s %s%s%s%s', attname, format_type(atttypid, atttypmod),
      case when collname <> 'default' then format(' collate %I', collname) end,
      case when attnotnull then ' not null' end,
      ' default ' || pg_get_expr(adbin, adrelid)), E',\n' order by attnum) as columns,
      ' with (' || array_to_string(reloptions, ', ') || ')' as options
    from pg_class join pg_attribute on attrelid = pg_class.oid
    left join pg_collation on pg_collation.oid = attcollation
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and attnum > 0 and not attisdropped
    group by relname, reloptions order by relname collate "C"`
const constraints = `
  select relname, pg_get_constraintdef(c.oid) as sql
    from pg_constraint c join pg_class on pg_class.oid = conrelid
    where connamespace = current_schema()::regnamespace order by contype <> 'p', conname collate "C"`
const indexes = `
  select tablename as relname, indexdef as sql from pg_indexes
    where schemaname = current_schema() and not exists (select 1 from pg_constraint where conname = indexname)
    order by indexname collate "C"`

async function postgresTables(engine: Engine): Promise<string[][]> {
  const further = await read(engine, constraints)
  const below = await read(engine, indexes)
  return (await read(engine, columns)).map(({ relname, columns: lines, options }) => {
    const of = (rows: readonly Row[]) => rows.filter((row) => row.relname === relname).map(({ sql }) => String(sql))
    const body = [String(lines), ...of(further).map((sql) => `  ${sql}`)].join(',\n')
    return [`create table ${relname} (\n${body}\n)${options ?? ''}`, ...of(below)]
  })
}
