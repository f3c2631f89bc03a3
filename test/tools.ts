import { execFileSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'

/** A program from the system's packages that the tests need. No test is skipped when one is missing. */
interface Tool {
  readonly name: string
  readonly found: () => boolean
  readonly debianPackages: readonly string[]
}

const tools: readonly Tool[] = [
  { name: 'Chromium', found: () => existsSync('/usr/bin/chromium'), debianPackages: ['chromium'] },
  {
    name: 'PostgreSQL',
    found: () => globSync('/usr/lib/postgresql/*/bin/initdb').length > 0,
    debianPackages: ['postgresql'],
  },
  { name: 'OpenSSL', found: () => existsSync('/usr/bin/openssl'), debianPackages: ['openssl'] },
]

const say = (text: string): void => void process.stderr.write(`test: ${text}\n`)

/**
 * Makes sure that the tools are installed. As root it installs missing tools with apt-get and reports it; otherwise it
 * prints the command.
 * @returns false when a tool is missing and could not be installed
 */
export function prepareTools(): boolean {
  const missing = tools.filter((tool) => !tool.found())
  if (missing.length === 0) return true
  const names = missing.map((tool) => tool.name).join(' and ')
  const packages = missing.flatMap((tool) => tool.debianPackages)
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (process.getuid?.() !== 0) {
    say(`${names} must be installed for these tests. Run: sudo ${command}`)
    return false
  }
  say(`${names} missing; installing with ${command}`)
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  const install = (): void =>
    void execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], options)
  try {
    try {
      install()
    } catch {
      execFileSync('apt-get', ['update', '-q'], options) // the package lists on a fresh image are often empty or old
      install()
    }
  } catch (error) {
    say(`apt-get failed: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
  const still = tools.filter((tool) => !tool.found())
  if (still.length > 0) say(`${still.map((tool) => tool.name).join(' and ')} still not found after the installation`)
  return still.length === 0
}
