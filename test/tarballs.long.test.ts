/** Tests the tarballs of `npm run pack` without any other package of ours. They need the registry, as `npm ci` does. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runNpm } from '../build/npm.ts'
import { type Harness, startHarness } from '../packages/gateway/test/harness.ts'
import { readmeProgram } from '../packages/sdk/test/readme.ts'
import { type Installed, install, installNode, installTypeScript, root } from './tarballs/installed.ts'

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

describe('S9 the package', () => {
  const names = ['entra-emulator', 'gatehouse-sso-gateway', 'gatehouse-sso-sdk']
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const check = (tool: string, ...args: readonly string[]) =>
    emulator.node(join(root, 'node_modules', tool), ...args).then(({ code, stdout }) => ({ code, stdout }))

  it.each(names)('of %s is clean for publint', async (name) => {
    const { code, stdout } = await check(
      'publint/src/cli.js',
      join(root, `tarballs/${name}-${version}.tgz`),
      '--strict',
    )
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('All good!') })
  })

  it.each(names)('of %s has types that fit its modules, for attw', async (name) => {
    // The profile leaves out only node10, the resolution from before there were `exports`.
    const how = ['--profile', 'node16', '--format', 'json', '--no-color']
    const more = name === 'gatehouse-sso-sdk' ? ['--include-entrypoints', './contract/organizations'] : []
    const tarball = join(root, `tarballs/${name}-${version}.tgz`)
    const { code, stdout } = await check('@arethetypeswrong/cli/dist/index.js', tarball, ...how, ...more)
    const { problems = {} } = JSON.parse(stdout)
    expect({ code, problems: Object.keys(problems) }).toEqual({ code: 0, problems: ['NoResolution'] })
  })
})

/** Code of an application. Its last line has an error only if the type of an id is more than a string. */
const application = `
import { etagOf, Gatehouse, NotFoundError, type Organization } from '@gatehouse-sso/sdk'
import { contract } from '@gatehouse-sso/sdk/contract'
import { organization } from '@gatehouse-sso/sdk/contract/organizations'

const gatehouse = new Gatehouse({ base_url: 'https://sso.example.com', api_key: 'sk_test_1' })
export async function names(): Promise<string[]> {
  const all: readonly Organization[] = await gatehouse.organizations.list().toArray()
  return all.map(({ id, name }) => \`\${id satisfies \`org_\${string}\`} \${name}\`)
}
export const parsed: Organization = organization.parse(contract.organizations.get.output.parse({}))
export const isMissing = (error: unknown): boolean => error instanceof NotFoundError
export const read = async (id: string): Promise<string> => etagOf(await gatehouse.organizations.get(id))
// @ts-expect-error
export const user: \`user_\${string}\` = parsed.id
`

/** A CommonJS program that compares the two module systems. */
const required = `
const { Gatehouse, NotFoundError } = require('@gatehouse-sso/sdk')
const { operations } = require('@gatehouse-sso/sdk/contract')
const { organization } = require('@gatehouse-sso/sdk/contract/organizations')
import('@gatehouse-sso/sdk').then((imported) => {
  const one = imported.NotFoundError === NotFoundError && imported.Gatehouse === Gatehouse
  console.log(one, operations.length > 10, organization.safeParse({ id: 'user_1' }).error.issues[1].path[0])
})
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

  it('S9 is one copy for import and require', async () => {
    sdk.write('require.cjs', required)
    expect(await sdk.node('require.cjs')).toEqual({ code: 0, stdout: 'true true id\n', stderr: '' })
  })

  describe.each(['20.19.0', '22.12.0'])('on Node %s', (version) => {
    let node = ''
    let harness: Harness
    beforeAll(async () => {
      node = await installNode(version, folder)
      harness = await startHarness({ variables: { GATEHOUSE_OUTBOUND_PROXY: 'http://127.0.0.1:9' } })
    })
    afterAll(() => harness.close())

    it('runs the code of its README', async () => {
      const body = { name: 'Readme', slug: 'readme', kind: 'test' } as const
      const { id } = await harness.installation.environments.create(body)
      const { secret } = await harness.installation.environments.createApiKey(id, { name: 'Readme' })
      const { code, promised } = readmeProgram()
      const access = { GATEHOUSE_BASE_URL: harness.url, GATEHOUSE_API_KEY: secret }
      sdk.write('readme.js', `Object.assign(process.env, ${JSON.stringify(access)})\nawait import('./program.js')\n`)
      sdk.write('program.js', stripTypeScriptTypes(code))
      const { stdout, stderr } = await sdk.otherNode(node, 'readme.js')
      expect({ stderr, words: stdout.split(/\s+/).filter(Boolean) }).toEqual({ stderr: '', words: promised })
    })

    it('works with require, and makes the OpenAPI document', async () => {
      sdk.write('require.cjs', required)
      expect(await sdk.otherNode(node, 'require.cjs')).toEqual({ code: 0, stdout: 'true true id\n', stderr: '' })
      const openapi = `const { openapiDocument } = require('@gatehouse-sso/sdk/contract/openapi')
        console.log(openapiDocument('https://sso.example.com', '1', {}).openapi)`
      sdk.write('openapi.cjs', openapi)
      expect(await sdk.otherNode(node, 'openapi.cjs')).toEqual({ code: 0, stdout: '3.1.0\n', stderr: '' })
    })
  })

  describe.each(['5.5.4', '5.9.3', 'of this repository'])('has self-contained types, for TypeScript %s', (version) => {
    let compiler = join(root, 'node_modules/typescript/bin/tsc')
    beforeAll(async () => {
      if (version !== 'of this repository') compiler = await installTypeScript(version, folder)
    })

    it.each([
      ['node16', 'node16', 'application.ts'],
      ['node16, required', 'node16', 'application.cts'],
      ['nodenext', 'nodenext', 'application.ts'],
      ['nodenext, required', 'nodenext', 'application.cts'],
      ['bundler', 'esnext', 'application.ts'],
    ])('with %s', async (name, module, file) => {
      sdk.write(file, application)
      const options = ['--strict', '--noEmit', '--skipLibCheck', 'false', '--target', 'es2022']
      const how = ['--module', module, '--moduleResolution', name.replace(', required', '')]
      const lib = ['--lib', 'es2022,dom,dom.iterable']
      expect(await sdk.node(compiler, ...options, ...lib, ...how, file)).toEqual({ code: 0, stdout: '', stderr: '' })
    })
  })

  it('S2 has no `any` in its declarations', () => {
    const declarations = ownFiles(sdk, 'dist/**/*.d.ts')
    const loose = declarations.filter((path) => {
      const text = readFileSync(join(sdk.folder, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|'[^'\n]*'/g, '')
      return /\bany\b/.test(text)
    })
    expect(declarations.length).toBeGreaterThan(30)
    expect(loose).toEqual([])
  })

  it('has its README, and the documentation of its methods in the declarations', () => {
    const read = (file: string): string =>
      readFileSync(join(sdk.folder, 'node_modules/@gatehouse-sso/sdk', file), 'utf8')
    expect(read('README.md')).toContain('## Quick start')
    for (const kind of ['d.ts', 'd.cts']) expect(read(`dist/nouns/users.${kind}`)).toContain('@example')
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

  it('S9 works with require, as does its testing entry', async () => {
    const entries = `const { openGateway } = require('@gatehouse-sso/gateway')
      const testing = require('@gatehouse-sso/gateway/testing')
      console.log(typeof openGateway, typeof testing.createTestGatehouse)`
    gateway.write('require.cjs', entries)
    expect(await gateway.node('require.cjs')).toEqual({ code: 0, stdout: 'function function\n', stderr: '' })
  })

  const statusAndType = async (url: URL) => {
    const answer = await fetch(url)
    return [answer.status, answer.headers.get('content-type')]
  }

  it('creates an installation, serves it with the setup portal, and stops', async () => {
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
      expect(await statusAndType(new URL('/docs/concepts', address))).toEqual([200, 'text/html; charset=utf-8'])
      const { installation_key: api_key } = JSON.parse(made.stdout)
      const environment = { name: 'Live', slug: 'live', kind: 'live' } as const
      await new Gatehouse({ base_url: address.trim(), api_key }).environments.create(environment)
      const portal = await (await fetch(new URL('/setup', address))).text()
      const [, script = 'no script'] = /<script type="module" src="([^"]+)"/.exec(portal) ?? []
      expect(await statusAndType(new URL(script, address))).toEqual([200, 'text/javascript; charset=utf-8'])
    } finally {
      serving.kill('SIGTERM')
    }
    expect(await ended).toEqual([0, null])
  })

  it.each(['demo', 'demo --check'])('reports that the demonstration needs a clone (%s)', async (words) => {
    const { code, stderr } = await gateway.run('gatehouse', words.split(' '))
    expect(code).toBe(2)
    expect(stderr).toContain('gatehouse demo works in a clone only: git clone')
    expect(existsSync(join(gateway.folder, '.gatehouse'))).toBe(false)
  })

  it('has an example at the end of its help that works', async () => {
    const { stdout } = await gateway.run('gatehouse', ['--help'])
    const example = /\nExample:\n {2}gatehouse (.*)\n/.exec(stdout)?.[1]?.split(' ') ?? []
    const database = { GATEHOUSE_DATABASE_URL: `sqlite:${join(gateway.folder, 'example.db')}` }
    expect([example[0], (await gateway.run('gatehouse', example, database)).code]).toEqual(['init', 0])
  })

  it('says on an old Node where to get a newer one', async () => {
    const node = await installNode('20.19.0', folder)
    const { code, stderr } = await gateway.otherNode(node, 'node_modules/@gatehouse-sso/gateway/bin/gatehouse.js')
    expect([code, stderr]).toEqual([78, expect.stringContaining('Get it from https://nodejs.org/')])
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

  it('S9 signs a person in after require', async () => {
    const [first = '', ...rest] = signIn.trim().split('\n')
    const imported = [first, rest[0]].map((line = '') =>
      line.replace(/import (.*) from (.*)/, 'const $1 = require($2)'),
    )
    emulator.write('require.cjs', `${imported.join('\n')}\n;(async () => {${rest.slice(1).join('\n')}})()`)
    expect(await emulator.node('require.cjs')).toEqual({ code: 0, stdout: 'Ada Muster\n', stderr: '' })
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
