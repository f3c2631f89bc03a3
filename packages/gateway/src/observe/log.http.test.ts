/** Lines as another process reads them. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const log = fileURLToPath(new URL('./log.ts', import.meta.url))

/** Runs a program that has `log`; what it printed until `until` holds, and all of it. */
async function run(program: string, until: (text: string) => boolean) {
  const source = `import { openLog } from ${JSON.stringify(log)}; const log = openLog({ level: 'info' }); ${program}`
  const child = spawn(process.execPath, [
    '--conditions=gatehouse-source',
    '--input-type=module-typescript',
    '-e',
    source,
  ])
  let [text, early] = ['', '']
  child.stdout.on('data', (data) => {
    text += data
    if (early === '' && until(text)) {
      early = text
      child.stdin.end()
    }
  })
  child.stderr.on('data', (data) => {
    text += data
  })
  await new Promise((resolve) => child.once('exit', resolve))
  return { text, early }
}

/** Ends when it is told to. */
const waits = "process.stdin.once('end', () => process.exit(0)).resume();"

describe('a line', () => {
  it.each([
    ['of an ordinary thing is there a moment later', "log.info({ code: 'one' }, 'said')"],
    ['of a warning is there at once', "log.warn({ code: 'one' }, 'said')"],
  ])('%s', async (_, said) => {
    const { early } = await run(`${waits} ${said}`, (text) => text.includes('"code":"one"'))
    expect(JSON.parse(early)).toMatchObject({ code: 'one', msg: 'said' })
  })

  it('that waits is written when the process ends', async () => {
    const { text } = await run('for (let n = 0; n < 1000; n += 1) log.info({ count: n }); process.exit(0)', () => false)
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).count),
    ).toEqual(Array.from({ length: 1000 }, (_, n) => n))
  })

  it('that waits is written when nobody caught an exception', async () => {
    const { text } = await run("log.info({ code: 'before' }); throw new Error('nobody')", () => false)
    expect(text).toContain('"code":"before"')
  })
})
