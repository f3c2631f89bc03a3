/** Runs `npm ci` on the oldest Node that may start npm, and reads its warnings. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installNode, root } from './tarballs/installed.ts'

let folder = ''
let node = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-quiet-'))
  node = await installNode('20.19.0', folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs npm without the settings that the npm of this test run hands to its children. */
async function npmCi(...options: readonly string[]): Promise<string> {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name))
  const npm = String(process.env.npm_execpath)
  const args = [npm, 'ci', '--dry-run', ...options]
  return (await promisify(execFile)(node, args, { cwd: root, env: Object.fromEntries(own) })).stderr
}

describe('npm ci on Node 20', () => {
  it('prints no warning', async () => expect(await npmCi()).toBe(''))

  it('would print one for each dependency that only the pinned Node can run, and none else', async () => {
    const warnings = (await npmCi('--loglevel=warn')).match(/^npm warn (?!EBADENGINE).*$/gm) ?? []
    expect(warnings).toEqual([])
    expect(await npmCi('--loglevel=warn')).toContain('EBADENGINE')
  })
})
