/** The commands of docs/guides/try-entra.md, run as they stand there, in a folder with the parts of the clone. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it, vi } from 'vitest'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import { openWindow } from '../../packages/gateway/src/testing/window.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-try-'))
for (const part of ['node_modules', 'examples']) symlinkSync(join(root, part), join(folder, part), 'dir')

/** The ports of the page may be taken on this machine. One pass: a free port may hold another port's digits. */
const ports: Record<string, number> = { 4100: await freePort(), 8080: await freePort(), 3000: await freePort() }
const page = readFileSync(join(root, 'docs/guides/try-entra.md'), 'utf8').replaceAll(
  /\b(?:4100|8080|3000)\b/g,
  (port) => String(ports[port]),
)
const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text]) => String(text))
const [emulator = '', gateway = '', ...setUp] = blocks
const signIns = String(setUp.pop())

const terminals: Terminal[] = []
afterAll(async () => {
  for (const terminal of terminals) terminal.signal('SIGTERM')
  await Promise.all(terminals.map(({ ended }) => ended))
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

interface Terminal {
  /** Waits until it prints a text. @returns everything that it printed */
  shows(text: string): Promise<string>
  /** Signals all its programs, as Ctrl-C does. */
  signal(signal: NodeJS.Signals): void
  readonly ended: Promise<void>
}

/** Runs commands in a shell of its own, which a failed command ends. */
function terminal(commands: string): Terminal {
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', commands], {
    cwd: folder,
    env: { PATH, HOME: folder, NO_COLOR: '1' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
    })
  }
  const opened: Terminal = {
    ended: new Promise((resolve) => shell.once('close', () => resolve())),
    async shows(text) {
      await vi.waitUntil(() => said.includes(text) || shell.exitCode !== null, { timeout: 60_000 })
      expect(said).toContain(text)
      return said
    },
    signal(signal) {
      if (shell.exitCode === null && shell.signalCode === null) process.kill(-Number(shell.pid), signal)
    },
  }
  terminals.push(opened)
  return opened
}

it('joins emulator, gateway and sample application, and a person signs in', { timeout: 120_000 }, async () => {
  await Promise.all([terminal(emulator).shows('admin API'), terminal(gateway).shows('is served on')])
  // Ctrl-C ends the sample application, and not the shell.
  const third = terminal(`trap : INT\n${setUp.join('\n').trimEnd()} || true\n${signIns}`)
  expect(await third.shows('listening on')).toContain('\nactive\n')

  const app = `http://localhost:${ports[3000]}`
  const window = openWindow(() => false)
  const account = await window.open(`${app}/sign-in`)
  const asked = await window.submit(account, 'user_name', { user_name: 'ada@contoso.example' })
  const password = await window.submit(asked, 'password', { password: 'Correct-Horse-1' })
  const arrived = await window.submit(password, 'decision', { decision: 'accept' })
  expect(arrived.url.href).toBe(`${app}/`)
  expect(arrived.html).toContain('Hello Ada Muster')

  third.signal('SIGINT')
  expect(await third.shows('@contoso.example')).toContain('succeeded')
})
