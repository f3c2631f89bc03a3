import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { requireFile } from './file.ts'

function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'test.db')
}

describe('a file that must be there', () => {
  it('is refused if it is missing', () =>
    expect(() => requireFile(temporaryPath())).toThrow(expect.objectContaining({ code: 'database_missing' })))

  it('is refused if it is no database', () => {
    const path = temporaryPath()
    writeFileSync(path, 'a text that is longer than the head of a database'.repeat(10))
    expect(() => requireFile(path)).toThrow('file is not a database')
  })

  it('is there while another connection locks it, as one that migrates does for a moment', () => {
    const path = temporaryPath()
    const other = new DatabaseSync(path)
    other.exec('create table one (a); PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    expect(() => requireFile(path)).not.toThrow()
    other.close()
  })
})
