/** Tests the tarballs of `npm run pack` without any other package of ours. They need the registry, as `npm ci` does. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runNpm } from '../build/npm.ts'
import { type Installed, install, installNode, root } from './tarballs/installed.ts'

let folder = ''
let emulator: Installed
let gateway: Installed
let sdk: Installed

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-tarballs-'))
  await runNpm(['run', 'pack'], root)
  emulator = await install('entra-emulator', folder)
  gateway = await install('gatehouse-sso-gateway', folder)
  sdk = await install('gatehouse-sso-sdk', folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The files of our packages in an installation. */
function ownFiles({ folder, own }: Installed, pattern: string): string[] {
  return own.flatMap((path) => globSync(`${path}/${pattern}`, { cwd: folder, exclude: [`${path}/node_modules/**`] }))
}

describe('the tarballs', () => {
  it('are three files', () => expect(readdirSync(join(root, 'tarballs'))).toHaveLength(3))

  it('install alone, and only the gateway bundles other packages of ours', () => {
    const below = 'node_modules/@gatehouse-sso/gateway'
    const carried = ['@gatehouse-sso/core', '@gatehouse-sso/sdk', 'entra-emulator']
    expect(emulator.own).toEqual(['node_modules/entra-emulator'])
    expect(sdk.own).toEqual(['node_modules/@gatehouse-sso/sdk'])
    expect(gateway.own).toEqual([below, ...carried.map((name) => `${below}/node_modules/${name}`)])
  })

  it('have the built files, and no parts that exist only in a clone', () => {
    for (const one of [emulator, gateway, sdk]) {
      expect(ownFiles(one, '{src,test,**/*.test.*,**/*.tsbuildinfo}')).toEqual([])
      expect(ownFiles(one, 'LICENSE')).toHaveLength(one.own.length)
      for (const path of ownFiles(one, 'package.json')) {
        expect(readFileSync(join(one.folder, path), 'utf8')).not.toMatch(/devDependencies|gatehouse-source/)
      }
    }
  })

  it('install again from the lock file of the first installation', async () =>
    expect(await gateway.again()).toEqual([]))
})

/** Code of an application. Its last line has an error only if the type of an id is more than a string. */
const application = `
import { Gatehouse, NotFoundError, type Organization } from '@gatehouse-sso/sdk'
import { contract } from '@gatehouse-sso/sdk/contract'
import { organization } from '@gatehouse-sso/sdk/contract/organizations'

const gatehouse = new Gatehouse({ base_url: 'https://sso.example.com', api_key: 'sk_test_1' })
export async function names(): Promise<string[]> {
  const all: readonly Organization[] = await gatehouse.organizations.list().toArray()
  return all.map(({ id, name }) => \`\${id satisfies \`org_\${string}\`} \${name}\`)
}
export const parsed: Organization = organization.parse(contract.organizations.get.output.parse({}))
export const isMissing = (error: unknown): boolean => error instanceof NotFoundError
// @ts-expect-error
gatehouse.organizations.get('user_1')
`

describe('the SDK', () => {
  it('runs', async () => {
    const script = `
      const { Gatehouse } = await import('@gatehouse-sso/sdk')
      const { operations } = await import('@gatehouse-sso/sdk/contract')
      const { organization } = await import('@gatehouse-sso/sdk/contract/organizations')
      console.log(typeof new Gatehouse({ base_url: 'https://a', api_key: 'b' }).users.list, operations.length > 10)
      console.log(organization.safeParse({ id: 'user_1' }).error.issues[1].path[0])`
    const { stdout, stderr } = await sdk.node('--input-type=module', '--eval', script)
    expect({ stdout, stderr }).toEqual({ stdout: 'function true\nid\n', stderr: '' })
  })

  it('loads every file of its contract', async () => {
    const files = ownFiles(sdk, 'dist/**/*.js').map((path) => `import './${path}'`)
    sdk.write('all.js', files.join('\n'))
    expect(files.length).toBeGreaterThan(30)
    expect(await sdk.node('all.js')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it.each(['nodenext', 'bundler'])('has self-contained types, with %s', async (resolution) => {
    sdk.write('application.ts', application)
    const module = resolution === 'nodenext' ? 'nodenext' : 'esnext'
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const options = ['--strict', '--noEmit', '--skipLibCheck', 'false', '--target', 'es2024', '--types', '']
    const how = ['--module', module, '--moduleResolution', resolution]
    expect(await sdk.node(compiler, ...options, ...how, 'application.ts')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('imports no other package of ours', () => {
    const texts = ownFiles(sdk, '{package.json,dist/**/*.{js,d.ts}}').map((path) =>
      readFileSync(join(sdk.folder, path)),
    )
    expect(texts.filter((text) => text.includes('@gatehouse-sso/core'))).toEqual([])
  })
})

/** Waits until a process prints a text. @returns the rest of its line */
async function said(child: ChildProcess, words: string): Promise<string> {
  let text = ''
  for await (const chunk of child.stderr ?? []) {
    text += chunk
    const found = new RegExp(`${words}(.*)\n`).exec(text)
    if (found) return String(found[1])
  }
  throw new Error(`it ended without "${words}": ${text}`)
}

describe('the gateway', () => {
  it('prints its version', async () => {
    const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
    const answer = `gatehouse ${version} (Node ${process.versions.node})\n`
    expect(await gateway.run('gatehouse', ['version'])).toEqual({ code: 0, stdout: answer, stderr: '' })
  })

  it('has the licenses of the packages in its bundled program', () => {
    const [path = ''] = ownFiles(gateway, 'dist/program/LICENSES.md')
    const text = readFileSync(join(gateway.folder, path), 'utf8')
    const { dependencies } = JSON.parse(readFileSync(join(root, 'packages/gateway/package.json'), 'utf8'))
    const others = Object.entries(dependencies).filter(([name]) => !/^(?:@gatehouse-sso\/|entra-emulator$)/.test(name))
    for (const [name, version] of others) expect(text).toContain(`## ${name} ${version} (`)
  })

  it('creates an installation, serves it, and stops', async () => {
    const database = { GATEHOUSE_DATABASE_URL: `sqlite:${join(gateway.folder, 'gatehouse.db')}` }
    const made = await gateway.run('gatehouse', ['init', '--json'], database)
    expect(made.code).toBe(0)
    const serving = gateway.start('gatehouse', ['serve'], {
      ...database,
      GATEHOUSE_MASTER_KEY: JSON.parse(made.stdout).master_key,
      GATEHOUSE_PUBLIC_URL: 'http://127.0.0.1:8080',
      GATEHOUSE_LISTEN: '127.0.0.1:0',
      GATEHOUSE_SHUTDOWN_SECONDS: '1',
    })
    const ended = once(serving, 'exit')
    try {
      const address = await said(serving, 'is served on ')
      expect((await fetch(new URL('/livez', address))).status).toBe(200)
      expect((await fetch(new URL('/openapi.json', address))).status).toBe(200)
    } finally {
      serving.kill('SIGTERM')
    }
    expect(await ended).toEqual([0, null])
  })

  it('reports that the demonstration needs a clone, after emulator and gateway have started', async () => {
    const { code, stderr } = await gateway.run('gatehouse', ['demo', '--check'])
    expect(code).toBe(1)
    expect(stderr).toContain('run this in a clone of Gatehouse')
  })
})

describe('the Entra emulator', () => {
  it('shows its help', async () => {
    const { code, stdout } = await emulator.run('entra-emulator', ['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('--fixture FILE')
  })

  /** A sign-in over https with everything that a test of somebody else uses. */
  const signIn = `
    import { localCertificate, startEmulator } from 'entra-emulator'
    import { Agent, request } from 'node:https'
    const certificate = await localCertificate()
    const emulator = await startEmulator({ tls: certificate })
    const [tenant] = emulator.tenants()
    const [application] = tenant.applications
    const redirect_uri = 'http://localhost/callback'
    const url = new URL(emulator.url + '/' + tenant.id + '/oauth2/v2.0/authorize')
    const asked = { client_id: application.appId, response_type: 'code', redirect_uri, scope: 'openid profile' }
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
    const { parameters } = await emulator.signIn(url, 'ada@contoso.example')
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: application.appId,
      client_secret: application.passwordCredentials[0].secretText,
      code: parameters.get('code'),
      redirect_uri,
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const agent = new Agent({ ca: certificate.ca })
    const answer = await new Promise((resolve, reject) => {
      const sent = request(url.href.replace(/authorize.*/, 'token'), { method: 'POST', headers, agent }, async (got) => {
        let text = ''
        for await (const chunk of got) text += chunk
        resolve(JSON.parse(text))
      })
      sent.on('error', reject)
      sent.end(form.toString())
    })
    console.log(JSON.parse(Buffer.from(answer.id_token.split('.')[1], 'base64url')).name)
    await emulator.close()`

  it('signs a person in over https', async () => {
    const { stdout, stderr } = await emulator.node('--input-type=module', '--eval', signIn)
    expect({ stdout, stderr }).toEqual({ stdout: 'Ada Muster\n', stderr: '' })
  })

  const launcher = 'node_modules/entra-emulator/bin/entra-emulator.js'

  it.each(['20.19.0', '22.12.0'])('runs on Node %s', async (version) => {
    const node = await installNode(version, folder)
    expect(await emulator.otherNode(node, launcher, '--version')).toMatchObject({ code: 0 })
    const { code, stdout } = await emulator.otherNode(node, '--input-type=module', '--eval', signIn)
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Ada Muster\n' })
  })

  it('says in one sentence that a Node is too old', async () => {
    const node = await installNode('20.18.3', folder)
    expect(await emulator.otherNode(node, launcher, '--help')).toEqual({
      code: 78,
      stdout: '',
      stderr: 'entra-emulator: error: Node 20.19, 22.12 or newer is needed, this is 20.18.3\n',
    })
  })

  it('has types for a program of somebody else', async () => {
    const readme = readFileSync(join(emulator.folder, 'node_modules/entra-emulator/README.md'), 'utf8')
    expect(readme).toContain('## Quick start with MSAL')
    emulator.write(
      'program.ts',
      `import { type Emulator, SignInError, startEmulator, type SignInRedirect } from 'entra-emulator'
      const emulator: Emulator = await startEmulator({ fixture: { tenants: [{ displayName: 'Contoso' }] } })
      export const redirect: SignInRedirect = await emulator.signIn('https://a', 'ada@contoso.example')
      export const number = (error: SignInError): number | undefined => error.aadsts
      // @ts-expect-error
      await startEmulator({ fixtures: {} })`,
    )
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node', '--skipLibCheck']
    const options = ['--strict', '--noEmit', '--target', 'es2024', '--module', 'nodenext', ...types]
    expect(await emulator.node(compiler, ...options, 'program.ts')).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})
