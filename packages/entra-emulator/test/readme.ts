import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const modules = fileURLToPath(new URL('../../../node_modules/', import.meta.url))

/** The program of a quick start in README.md, and the output that its comments promise. */
export function quickStart(title: string): { readonly program: string; readonly prints: string } {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const section = readme.split(`## Quick start with ${title}\n`)[1]?.split('\n## ')[0] ?? ''
  const program = /```ts\n(.*?)```/s.exec(section)?.[1] ?? ''
  const prints = [...program.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => `${text}\n`)
  return { program, prints: prints.join('') }
}

/** A folder like that of a project of somebody else, with its packages installed. */
export function openProject(): {
  readonly write: (name: string, text: string) => void
  /** @param variables of the environment; `~` in them is the home folder of the program */
  readonly run: (name: string, variables?: Record<string, string>) => Promise<{ stdout: string; stderr: string }>
  readonly compile: (name: string) => Promise<{ stdout: string; stderr: string }>
  readonly remove: () => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'entra-emulator-project-'))
  symlinkSync(modules, join(folder, 'node_modules'), 'dir')
  const node = (args: readonly string[], variables: Record<string, string> = {}) => {
    const more = Object.entries(variables).map(([name, value]) => [name, value.replace('~', folder)])
    const env = { ...process.env, HOME: folder, ...Object.fromEntries(more) }
    return promisify(execFile)(process.execPath, args, { cwd: folder, env })
  }
  return {
    write: (name, text) => writeFileSync(join(folder, name), text),
    run: (name, variables) => node(['--conditions=gatehouse-source', name], variables),
    compile: (name) =>
      node([
        join(modules, 'typescript/bin/tsc'),
        ...'--strict --noEmit --skipLibCheck --target es2024 --module nodenext --types node'.split(' '),
        ...'--customConditions gatehouse-source --allowImportingTsExtensions'.split(' '),
        name,
      ]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
