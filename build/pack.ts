/**
 * `npm run pack`, after a build, writes the tarballs that others install into `tarballs/`. An installation never asks
 * the registry for a package of ours: the SDK embeds the parts of core, and the gateway bundles the others in its
 * `node_modules`. In a workspace those are links, which npm does not pack, so each package is first assembled in its
 * own folder. The entries for `require` exist only there.
 */
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commonjsFiles } from './commonjs.ts'
import { filesBelow } from './embed-core.ts'
import { runNpm } from './npm.ts'
import { carriedBy, type Manifest, publishedManifest } from './published-manifest.ts'

/** The published packages. Core is not among them, because the packages that use it bundle it. */
const published = ['@gatehouse-sso/sdk', '@gatehouse-sso/gateway', 'entra-emulator']

const root = fileURLToPath(new URL('../', import.meta.url))
const tarballs = join(root, 'tarballs')

interface Package {
  readonly folder: string
  readonly manifest: Manifest
}

function workspacePackages(): readonly Package[] {
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((path) => ({
      folder: join(root, path, '..'),
      manifest: JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest,
    }))
}

/** Writes a package into a folder in its published form, with the packages that it bundles below. */
function stage({ folder, manifest }: Package, to: string, packages: readonly Package[]): void {
  const ours = packages.map((one) => one.manifest)
  mkdirSync(to, { recursive: true })
  for (const part of manifest.files) {
    if (!existsSync(join(folder, part))) throw new Error(`${manifest.name} has no ${part}: npm run build`)
    cpSync(join(folder, part), join(to, part), { recursive: true })
  }
  const modules = Object.values(manifest.exports).map(({ default: module = '' }) => module)
  for (const [path, text] of commonjsFiles(filesBelow(to), modules)) writeFileSync(join(to, path), text)
  if (existsSync(join(folder, 'README.md'))) cpSync(join(folder, 'README.md'), join(to, 'README.md'))
  cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'))
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(publishedManifest(manifest, ours), null, 2)}\n`)
  for (const carried of carriedBy(manifest, ours)) {
    const one = packages.find((candidate) => candidate.manifest === carried)
    if (one) stage(one, join(to, 'node_modules', carried.name), packages)
  }
}

/** @param name of a package of ours */
async function pack(name: string, packages: readonly Package[]): Promise<void> {
  const found = packages.find(({ manifest }) => manifest.name === name)
  if (!found) throw new Error(`there is no package ${name}`)
  const to = mkdtempSync(join(tmpdir(), 'gatehouse-pack-'))
  try {
    stage(found, to, packages)
    const { stdout } = await runNpm(['pack', '--silent', '--ignore-scripts', '--pack-destination', tarballs], to)
    const file = stdout.trim()
    process.stdout.write(`tarballs/${file} ${Math.round(statSync(join(tarballs, file)).size / 1000)} kB\n`)
  } finally {
    rmSync(to, { recursive: true, force: true })
  }
}

rmSync(tarballs, { recursive: true, force: true })
mkdirSync(tarballs)
const packages = workspacePackages()
for (const name of published) await pack(name, packages)
