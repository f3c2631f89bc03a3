import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const launcher = fileURLToPath(new URL('../bin/entra-emulator.js', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the real program. It calls `whenReady` once the program has printed its overview. */
function run(
  args: readonly string[],
  whenReady?: (out: string, stop: (signal: NodeJS.Signals) => void) => Promise<void>,
) {
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn(process.execPath, [launcher, ...args], { env: { ...process.env, NO_COLOR: '1' } })
    let out = ''
    let err = ''
    let told = false
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.stdout.on('data', (chunk) => {
      out += chunk
      if (told || !whenReady || !out.includes('Ctrl-C stops it.')) return
      told = true
      whenReady(out, (signal) => child.kill(signal)).catch((error: unknown) => {
        child.kill('SIGKILL')
        reject(error)
      })
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

describe('the command entra-emulator', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'entra-emulator-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('prints the overview, answers, and stops on %s', async (signal) => {
    const ended = await run(['--port', '0'], async (out, stop) => {
      const discovery = /discovery\s+(\S+)/.exec(out)?.[1] ?? ''
      const document: unknown = await (await fetch(discovery)).json()
      expect(document).toMatchObject({ issuer: discovery.replace('/.well-known/openid-configuration', '') })
      stop(signal)
    })
    expect(ended).toMatchObject({ code: 0, err: '' })
    for (const text of [
      'Contoso',
      'ada@contoso.example',
      'Correct-Horse-1',
      'Sample application',
      'SAML metadata',
      '/_admin',
      'Stopped.',
    ]) {
      expect(ended.out).toContain(text)
    }
    expect(ended.out).toMatch(/client secret\s+\S{3}\dQ~\S{34}\n/)
  })

  it('serves a fixture under another origin', async () => {
    const path = file('fixture.json', JSON.stringify({ tenants: [{ displayName: 'Fabrikam' }] }))
    const ended = await run(
      ['--port', '0', '--fixture', path, '--public-url', 'https://entra.test'],
      async (out, stop) => {
        const { hostname } = new URL(/admin API\s+(\S+)/.exec(out)?.[1] ?? '')
        expect(hostname).toBe('127.0.0.1')
        stop('SIGTERM')
      },
    )
    expect(ended.out).toContain('https://entra.test/')
    expect(ended.out).toContain('Fabrikam')
    expect(ended.out).not.toContain('Contoso')
  })

  it('serves https with --tls, keeps the certificate in the folder that it names, and prints how to trust it', async () => {
    const kept = join(folder, 'certificates of mine')
    const start = (): Promise<Ended> =>
      run(['--port', '0', '--tls-folder', kept], async (out, stop) => {
        const discovery = /discovery\s+(\S+)/.exec(out)?.[1] ?? ''
        const [, variable = '', file = ''] = /export (NODE_EXTRA_CA_CERTS)='([^']+)'\n/.exec(out) ?? []
        expect(file).toBe(join(kept, 'ca.pem'))
        const script = `console.log((await (await fetch('${discovery}')).json()).token_endpoint)`
        const ask = (trusting: Record<string, string>) =>
          promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
            env: { ...process.env, ...trusting },
          })
        const { stdout } = await ask({ [variable]: file })
        expect(stdout).toBe(`${discovery.replace('/v2.0/.well-known/openid-configuration', '/oauth2/v2.0/token')}\n`)
        await expect(ask({})).rejects.toThrow('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
        stop('SIGTERM')
      })
    const first = await start()
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).not.toContain('http://127.0.0.1:')
    expect(first.out).toContain('(new: trust it once)')
    for (const line of ['certutil -d ', 'security add-trusted-cert ', 'sudo update-ca-certificates'])
      expect(first.out).toContain(line)
    expect((await start()).out).not.toContain('(new')
  })

  it('names the problem when the certificate cannot be kept', async () => {
    const ended = await run(['--port', '0', '--tls-folder', file('a-file', '')])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/cannot keep the certificate: EEXIST.* Choose another folder with --tls-folder\.\n/)
  })

  it('prints help and version', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--fixture FILE') })
    expect(await run(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })

  it('names an unknown option', async () => {
    const ended = await run(['--prot', '1'])
    expect(ended).toEqual({
      code: 2,
      out: '',
      err: "entra-emulator: error: Unknown option '--prot'. Did you mean --port? Try --help.\n",
    })
  })

  it('names the wrong place in the fixture', async () => {
    const path = file('wrong.json', JSON.stringify({ tenants: [{ displayName: 'A', users: [{}] }] }))
    const ended = await run(['--port', '0', '--fixture', path])
    expect(ended.code).toBe(1)
    expect(ended.err).toBe('entra-emulator: error: fixture: tenants[0].users[0].userPrincipalName: missing\n')
  })

  it.each([
    {
      name: 'does not exist',
      make: () => join(folder, 'nothing.json'),
      says: /cannot read the fixture .*nothing\.json/,
    },
    { name: 'is not JSON', make: () => file('broken.json', '{'), says: /broken\.json is not JSON: / },
    { name: 'is not an object', make: () => file('list.json', '[]'), says: /list\.json must hold a JSON object/ },
  ])('names the problem when the fixture $name', async ({ make, says }) => {
    const ended = await run(['--fixture', make()])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(says)
  })

  it('names the problem when the port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const ended = await run(['--port', port])
    await new Promise((resolve) => other.close(resolve))
    expect(ended).toMatchObject({
      code: 1,
      err: `entra-emulator: error: port ${port} is taken. Choose another one with --port, or stop the program that has it.\n`,
    })
  })
})
