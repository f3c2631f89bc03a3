/** Inserts at most one row, selected from the row that it depends on. */
import type { InsertQueryBuilder, InsertResult } from 'kysely'
import type { Tables } from '../schema/tables.ts'
import type { Storage } from './compile.ts'

/**
 * Begins an `insert … select` whose condition names one id. SQLite cannot know that this is one row, and would keep a copy of
 * each changed page to undo a statement that fails at a later one: a third of its time. With `or fail` it keeps none, and a
 * failed insert of one row leaves nothing behind all the same.
 */
export function insertSelected<T extends keyof Tables & string>(
  { db, engine }: Storage,
  table: T,
): InsertQueryBuilder<Tables, T, InsertResult> {
  const insert = db.insertInto(table)
  return engine.dialect === 'sqlite' ? insert.orFail() : insert
}
