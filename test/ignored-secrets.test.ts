/** The files with keys that the README makes in a clone. git must not offer them for a commit. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../', import.meta.url)
const made = ['gatehouse.env', 'gatehouse.db', 'gatehouse.db-wal', 'gatehouse.db-shm', '.gatehouse/demo/keys.json']

describe('git', () => {
  it.each(made)('ignores %s', (path) => {
    expect(execFileSync('git', ['check-ignore', path], { cwd: root }).toString().trim()).toBe(path)
  })

  it('ignores every file that a command of the README writes', () => {
    const readme = readFileSync(new URL('README.md', root), 'utf8')
    const written = [...readme.matchAll(/(?:--output|[^-]>) ([\w.]+)/g)].map(([, path]) => path)
    expect(written).toEqual(['gatehouse.env'])
  })
})
