import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFile } from './file.ts'
import { holdFile } from './holder.ts'

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'test.db')
  createFile(path)
  return path
}
const serve = { pid: process.pid, command: 'gatehouse serve' }
const inUse = expect.objectContaining({
  code: 'database_in_use',
  evidence: expect.objectContaining({
    received: expect.stringContaining(`process ${process.pid} (\`gatehouse serve\`)`),
  }),
})

describe('a held file', () => {
  it('is refused with the name of its holder, also within one process, and can be had after it is given back', async () => {
    const path = temporaryFile()
    const release = await holdFile(path, serve)
    await expect(holdFile(path, { pid: 1, command: 'gatehouse migrate up' })).rejects.toThrow(inUse)
    createFile(path)
    await expect(holdFile(path, serve)).rejects.toThrow(inUse)
    release()
    const again = await holdFile(path, serve)
    again()
  })

  it('is had although the row names a holder that was killed', async () => {
    const path = temporaryFile()
    const release = await holdFile(path, serve)
    release()
    const lock = new DatabaseSync(`${path}-lock`)
    lock.exec(`insert into holder values ('old', ${process.pid}, 'gatehouse serve')`)
    lock.close()
    const again = await holdFile(path, serve)
    again()
  })

  it('does not keep a reader of the lock from reading it', async () => {
    const path = temporaryFile()
    const release = await holdFile(path, serve)
    const reader = new DatabaseSync(`${path}-lock`, { readOnly: true })
    expect(reader.prepare('select pid, command from holder').get()).toEqual(serve)
    reader.close()
    release()
  })

  it('has one holder of twenty that ask at the same moment', async () => {
    const path = temporaryFile()
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, (_, pid) => holdFile(path, { pid: process.pid, command: `command ${pid}` })),
    )
    const held = asked.filter(({ status }) => status === 'fulfilled')
    expect(held).toHaveLength(1)
    for (const each of held) if (each.status === 'fulfilled') each.value()
  })

  it('is not locked when the lock is no database', async () => {
    const path = temporaryFile()
    writeFileSync(`${path}-lock`, 'something else, which is longer than the header of a database'.repeat(20))
    await expect(holdFile(path, serve)).rejects.toThrow('file is not a database')
  })
})
