/** Every way to start a server and to stop it: no process of ours is left, and the work is finished. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { runGatehouse } from '../../test/gateway-process.ts'
import { newMasterKey } from '../keys/master-key.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const launcher = join(root, 'node_modules/.bin/gatehouse')
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-stop-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A Node of the machine that the launcher has to replace. Empty when there is none, and then that row is left out. */
const old = globSync('/usr/{bin,local/bin}/node').filter((path) => {
  const [, major] = /^v(\d+)/.exec(execFileSync(path, ['--version']).toString()) ?? []
  return Number(major) < 24
})

interface Started {
  readonly child: ChildProcess
  /** Its process and all that come from it. */
  readonly pids: readonly number[]
  readonly said: () => string
}

async function start(command: string, args: readonly string[], ready: string, variables = {}): Promise<Started> {
  const { PATH, HOME } = process.env
  const child = spawn(command, args, { cwd: root, env: { PATH, HOME, NO_COLOR: '1', ...variables }, detached: true })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      said += chunk
      if (said.includes(ready)) resolve()
    })
    child.once('exit', () => reject(new Error(said)))
  })
  return { child, pids: descendants(Number(child.pid)), said: () => said }
}

function descendants(pid: number): readonly number[] {
  const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return [pid, ...below.flatMap((child) => descendants(Number(child)))]
}

function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}`)) return false
  return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

async function end({ child, pids }: Started, signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('exit', (code, by) => resolve(code ?? by)),
  )
  child.kill(signal)
  const result = await ended
  await expect.poll(() => pids.filter(isAlive), { timeout: 15_000 }).toEqual([])
  return result
}

describe('gatehouse demo', () => {
  it.each([
    ['npm run demo', 'SIGTERM', 'npm', ['run', 'demo', '--', '--folder', folder]],
    ['npm run demo', 'SIGINT', 'npm', ['run', 'demo', '--', '--folder', folder]],
    ['npm run demo', 'SIGKILL', 'npm', ['run', 'demo', '--', '--folder', folder]],
    ['the launcher', 'SIGTERM', launcher, ['demo', '--folder', folder]],
    ['the launcher', 'SIGINT', launcher, ['demo', '--folder', folder]],
    ['the launcher', 'SIGKILL', launcher, ['demo', '--folder', folder]],
    ...old.flatMap((node) => [
      ['the launcher on an old Node', 'SIGTERM', node, [launcher, 'demo', '--folder', folder]] as const,
      ['the launcher on an old Node', 'SIGINT', node, [launcher, 'demo', '--folder', folder]] as const,
      ['the launcher on an old Node', 'SIGKILL', node, [launcher, 'demo', '--folder', folder]] as const,
    ]),
  ] as const)('%s leaves no process after %s', async (_, signal, command, args) => {
    const started = await start(command, args, 'Ctrl-C stops everything')
    expect(started.pids.length).toBeGreaterThanOrEqual(2)
    await end(started, signal)
    if (signal !== 'SIGKILL') expect(started.said()).toContain('Stopped.')
  })
})

describe('gatehouse serve', () => {
  const variables = {
    GATEHOUSE_PUBLIC_URL: 'http://localhost:8080',
    GATEHOUSE_LISTEN: '127.0.0.1:0',
    GATEHOUSE_MASTER_KEY: newMasterKey(),
    GATEHOUSE_DATABASE_URL: `sqlite:${join(folder, 'gatehouse.db')}`,
    GATEHOUSE_SHUTDOWN_SECONDS: '1',
  }

  it.each([
    ['the launcher', 'SIGTERM', launcher, ['serve']],
    ['the launcher', 'SIGINT', launcher, ['serve']],
    ...old.flatMap((node) => [
      ['the launcher on an old Node', 'SIGTERM', node, [launcher, 'serve']] as const,
      ['the launcher on an old Node', 'SIGINT', node, [launcher, 'serve']] as const,
    ]),
  ] as const)('by %s drains and ends with 0 after %s', async (_, signal, command, args) => {
    if (!existsSync(join(folder, 'gatehouse.db'))) await runGatehouse(['init'], variables)
    const started = await start(command, args, 'is served on', variables)
    expect(await end(started, signal)).toBe(0)
  })

  it.each(old)('on an old Node (%s) passes the exit code on', async (node) => {
    const child = spawn(node, [launcher, 'serv'], { stdio: 'ignore' })
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(2)
  })
})
