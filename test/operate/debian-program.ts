/** A program of a Debian package for a test, unpacked into a folder and not installed, so that no service starts. */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = join(tmpdir(), 'gatehouse-test-programs')

/**
 * @param name of the package
 * @param path of the program in the package
 * @returns the path of the program; `undefined` is never returned: a missing program fails the test
 */
export function debianProgram(name: string, path: string): string {
  const program = join(folder, name, path)
  if (existsSync(program)) return program
  const to = join(folder, name)
  mkdirSync(to, { recursive: true })
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: to, stdio: 'pipe' })
  try {
    run('apt-get', 'download', '-q', name)
  } catch {
    run('apt-get', 'update', '-q') // the package lists on a fresh image are often empty or old
    run('apt-get', 'download', '-q', name)
  }
  for (const file of globSync(join(to, '*.deb'))) run('dpkg-deb', '-x', file, to)
  return program
}
