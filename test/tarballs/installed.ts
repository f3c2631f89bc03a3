/** A folder with one of our tarballs installed and nothing else of ours, as on a machine without this repository. */
import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNpm } from '../../build/npm.ts'
import { isOwn, type Lock, ownLookUps, ownNames } from './own-names.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Installed {
  readonly folder: string
  /** Folders with a package under one of our names, from the root of the installation. */
  readonly own: readonly string[]
  /**
   * Installs again from the lock file of the first installation. @returns our packages that npm requested from the
   * registry
   */
  again(): Promise<string[]>
  write(file: string, text: string): void
  /** Runs Node without any condition. */
  node(...args: readonly string[]): Promise<Finished>
  /** Runs another Node, such as one of `installNode`. */
  otherNode(executable: string, ...args: readonly string[]): Promise<Finished>
  /** Starts a command of `node_modules/.bin`. */
  start(command: string, args: readonly string[], variables?: Readonly<Record<string, string>>): ChildProcess
  run(command: string, args: readonly string[], variables?: Readonly<Record<string, string>>): Promise<Finished>
}

/**
 * Installs a tarball alone. As in the repository, npm runs no scripts and takes no version that is less than a week
 * old.
 * @param name its name without the version
 * @param parent the folder for the installation
 * @throws Error when a package under one of our names is looked up
 */
export async function install(name: string, parent: string): Promise<Installed> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const folder = join(parent, name)
  mkdirSync(folder)
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--min-release-age=7', '--loglevel=http']
  // Writes addresses into the lock file, even if the configuration of this machine leaves them out.
  const addresses = '--no-omit-lockfile-registry-resolved'
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const tarball = join(root, 'tarballs', `${name}-${version}.tgz`)
  const { stderr } = await runNpm(['install', ...options, addresses, tarball], folder)
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock
  const foreign = [...ownNames(lock), ...ownLookUps(stderr)]
  if (foreign.length > 0) throw new Error(`npm took from elsewhere: ${foreign.join(', ')}`)

  const variables = { PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`, HOME: folder, NO_COLOR: '1' }
  const start: Installed['start'] = (command, args, more = {}) =>
    spawn(join(folder, 'node_modules/.bin', command), args, { cwd: folder, env: { ...variables, ...more } })
  return {
    folder,
    own: ownOnDisk(folder),
    again: async () => ownLookUps((await runNpm(['ci', ...options], folder)).stderr),
    write: (file, text) => writeFileSync(join(folder, file), text),
    node: (...args) => finished(spawn(process.execPath, args, { cwd: folder, env: variables })),
    otherNode: (executable, ...args) => finished(spawn(executable, args, { cwd: folder, env: variables })),
    start,
    run: (command, args, more) => finished(start(command, args, more)),
  }
}

/**
 * Installs another version of Node, from the packages of which the root `package.json` takes the pinned one.
 * @returns its executable
 */
export async function installNode(version: string, parent: string): Promise<string> {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>
  }
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = Object.keys(optionalDependencies).find(
    (one) => one.startsWith('node-') && one.endsWith(`${platform}-${process.arch}`),
  )
  if (name === undefined) throw new Error(`there is no package of Node for ${platform}-${process.arch}`)
  const folder = join(parent, `node-${version}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`], folder)
  return join(folder, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node')
}

/**
 * Installs another version of TypeScript.
 * @returns the path of its compiler
 */
export async function installTypeScript(version: string, parent: string): Promise<string> {
  const folder = join(parent, `typescript-${version}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', `typescript@${version}`], folder)
  return join(folder, 'node_modules/typescript/bin/tsc')
}

function ownOnDisk(folder: string): string[] {
  return globSync('node_modules/**/package.json', { cwd: folder })
    .filter((path) => isOwn(JSON.parse(readFileSync(join(folder, path), 'utf8')).name ?? ''))
    .map((path) => dirname(path).replaceAll(sep, '/'))
    .sort()
}

function finished(child: ChildProcess): Promise<Finished> {
  const said = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    said.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    said.stderr += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...said }))
  })
}
