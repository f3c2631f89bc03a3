import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { consolePackages } from './architecture/house.ts'

/**
 * Every package that our packages may depend on, with the reason. A new dependency is a line here, so a review sees it.
 */
const allowed: Record<string, string> = {
  '@fastify/rate-limit': 'counting callers',
  '@fastify/formbody': 'form posts of OAuth and of the pages',
  '@peculiar/x509': 'certificates: those of connections, and those in the keys that the emulator publishes',
  '@xmldom/xmldom': 'reads the SAML requests that the emulator gets; the gateway never uses it',
  'close-with-grace': 'a stop that drains, on any signal',
  commander: 'the command line',
  'csv-parse': 'CSV as spreadsheets write it, read as a stream',
  fastify: 'HTTP',
  'ipaddr.js': 'recognises private addresses in every spelling',
  jose: 'JOSE',
  'libxml2-wasm': 'the only XML parser on the accept path of SAML',
  kysely: 'SQL as typed values, for two engines',
  'lru-cache': 'bounded caches',
  nodemailer: 'mail',
  oauth4webapi: 'the certified upstream relying party',
  pg: 'PostgreSQL, with pipelines and notices, without native code',
  picocolors: 'colour in the terminal',
  pino: 'logs',
  pngjs: 'the logo of a vendor, decoded and encoded anew',
  tldts: 'the public suffix list',
  undici: 'outgoing HTTP with a connector that can be guarded',
  'xml-crypto': 'signs the XML that we send',
  zod: 'schemas of the contract and of settings',
}

interface Manifest {
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const root = new URL('../', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const packages = readdirSync(new URL('packages', root)).map((name) => read(`packages/${name}/package.json`) as Manifest)
const ours = new Set(packages.map((manifest) => manifest.name))

describe('runtime dependencies', () => {
  it.each(packages)('of $name are on the list', ({ dependencies = {} }) => {
    const unknown = Object.keys(dependencies).filter((name) => !ours.has(name) && !(name in allowed))
    expect(unknown).toEqual([])
  })

  it.each(packages.filter(({ name }) => name !== '@gatehouse-sso/gateway'))(
    'of $name are no packages of ours, so it installs alone',
    ({ dependencies = {} }) => expect(Object.keys(dependencies).filter((name) => ours.has(name))).toEqual([]),
  )

  // The console is files for a browser. Its packages are development dependencies, since nobody installs them.
  it('of the files for a browser are on their list, which has no stale entry', () => {
    const console = packages.find(({ name }) => name === '@gatehouse-sso/console')
    const bundled = Object.keys(console?.devDependencies ?? {}).filter(
      (name) => !ours.has(name) && !name.startsWith('@types/'),
    )
    expect(bundled.sort()).toEqual(Object.keys(consolePackages).sort())
    expect(console?.dependencies).toBeUndefined()
  })

  it('are all used, so the list has no stale entry', () => {
    const used = new Set(packages.flatMap(({ dependencies = {} }) => Object.keys(dependencies)))
    expect(Object.keys(allowed).filter((name) => !used.has(name))).toEqual([])
  })

  it.each([...packages, read('package.json') as Manifest])('of $name have exact versions', (manifest) => {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = manifest
    const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toEqual([])
  })

  // `.npmrc` hides npm's warnings, and so the one about a deprecated package.
  it('are not deprecated', () => {
    const lock = read('package-lock.json') as { packages: Record<string, { deprecated?: string }> }
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.deprecated !== undefined)).toEqual([])
  })

  it('run no install script', () => {
    const lock = read('package-lock.json') as { packages: Record<string, { hasInstallScript?: boolean }> }
    const scripted = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript)
    // fsevents compiles only on macOS and is a part of Vite, never of our packages.
    expect(scripted.map(([path]) => path).filter((path) => path !== 'node_modules/fsevents')).toEqual([])
  })

  it('have an integrity hash in the lock file', () => {
    const lock = read('package-lock.json') as { packages: Record<string, { integrity?: string; link?: boolean }> }
    const open = Object.entries(lock.packages).filter(
      ([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.integrity,
    )
    expect(open.map(([path]) => path)).toEqual([])
  })
})
