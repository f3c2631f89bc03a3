import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { devNull } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { openOutput } from './output.ts'

const output = JSON.stringify(fileURLToPath(new URL('./output.ts', import.meta.url)))
const log = JSON.stringify(fileURLToPath(new URL('./log.ts', import.meta.url)))
const options = ['--conditions=gatehouse-source', '--input-type=module', '--eval']

describe('standard output', () => {
  it.each([
    ['in the turn of its last line', 'process.exit(3)'],
    ['in the turn after', 'setImmediate(() => process.exit(3))'],
    ['because it has nothing left to do', 'process.exitCode = 3'],
    ['by an error', "throw new Error('on purpose')"],
  ])('has every line, in order, of a process that ends %s', async (_, end) => {
    const script = `
      const { openLog } = await import(${log})
      const log = openLog({ level: 'info' })
      for (let count = 0; count < 200; count += 1) log.info({ count }, 'a line')
      ${end}`
    const { stdout } = await promisify(execFile)(process.execPath, [...options, script], { maxBuffer: 2 ** 22 }).catch(
      (error: { stdout: string }) => error,
    )
    const counts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { count: number }).count)
    expect(counts).toEqual(Array.from({ length: 200 }, (_, count) => count))
  })

  it('leaves no listener behind', async () => {
    const before = process.listenerCount('exit')
    const out = openOutput({ fd: openSync(devNull, 'w'), onLost: () => undefined })
    const after = process.listenerCount('exit')
    out.write('a line\n')
    expect(process.listenerCount('exit')).toBe(after + 1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(process.listenerCount('exit')).toBe(after)
    expect(after).toBeLessThanOrEqual(before + 1) // of all streams of pino
  })

  it('keeps lines up to the limit while nobody reads, and then tells how many were lost', async () => {
    const script = `
      const { openOutput } = await import(${output})
      const told = Promise.withResolvers()
      const out = openOutput({ limit: 200_000, onLost: told.resolve })
      for (let turn = 0; turn < 2_000; turn += 1) {
        out.write('x'.repeat(999) + '\\n')
        await new Promise((resolve) => setImmediate(resolve))
      }
      process.stderr.write('written')
      out.write('lost ' + (await told.promise) + '\\n')`
    const child = spawn(process.execPath, [...options, script])
    await once(child.stderr, 'data') // all turns are over, and nobody has read
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    await once(child, 'close')
    const lines = text.trimEnd().split('\n')
    const kept = lines.filter((line) => line.startsWith('x'))
    expect(kept.every((line) => line.length === 999)).toBe(true)
    expect(kept.length).toBeLessThan(2_000)
    expect(lines.filter((line) => line.startsWith('lost'))).toEqual([`lost ${2_000 - kept.length}`])
  })
})
