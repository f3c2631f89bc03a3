/**
 * Type-checks and runs code that imports the SDK by its name, in a folder of its own, as an application would. Node
 * and the compiler take the SDK's source, by the condition `gatehouse-source`.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const run = promisify(execFile)

export interface Workplace {
  readonly folder: string
  write(file: string, text: string): void
  /** @returns the messages of the compiler; nothing if the files are right */
  check(...files: readonly string[]): Promise<string>
  /** @returns the output of the program. @throws Error with its errors when it fails */
  run(file: string, variables: Readonly<Record<string, string>>): Promise<string>
  close(): void
}

/** @param others packages of the root that the code imports besides the SDK */
export function openWorkplace(...others: readonly string[]): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-snippets-'))
  const link = (name: string, target: string): void => {
    const path = join(folder, 'node_modules', name)
    mkdirSync(dirname(path), { recursive: true })
    symlinkSync(join(root, target), path, 'junction')
  }
  link('@gatehouse-sso/sdk', 'packages/sdk')
  for (const name of others) link(name, `node_modules/${name}`)
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)
  write('package.json', '{ "type": "module" }\n')
  return {
    folder,
    write,
    async check(...files) {
      const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
      const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--skipLibCheck']
      const source = ['--customConditions', 'gatehouse-source', '--allowImportingTsExtensions']
      const options = [...types, ...strict, ...source, '--noEmit', '--target', 'es2024', '--module', 'nodenext']
      const compiler = join(root, 'node_modules/typescript/bin/tsc')
      try {
        await run(process.execPath, [compiler, ...options, ...files], { cwd: folder })
        return ''
      } catch (error) {
        return (error as { stdout: string }).stdout
      }
    },
    async run(file, variables) {
      const options = { cwd: folder, env: { ...variables, NO_COLOR: '1' } }
      return (await run(process.execPath, ['--conditions=gatehouse-source', file], options)).stdout
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
