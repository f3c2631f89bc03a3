/**
 * The command entra-emulator starts, prints how to connect an application, and runs until it is stopped.
 *
 * Exit codes: 0 stopped by Ctrl-C or SIGTERM, or printed help or version; 1 cannot start; 2 wrong command line.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { help, readCommand } from './cli/options.ts'
import { overview } from './cli/overview.ts'
import { isJsonObject } from './directory/reader.ts'
import { type Emulator, type Fixture, FixtureError, startEmulator } from './emulator.ts'
import { type LocalCertificate, localCertificate } from './tls/local-certificate.ts'

/** A reason why the emulator cannot start, as a sentence for the terminal. */
class CannotStart extends Error {}

function fail(message: string, code: 1 | 2): void {
  process.stderr.write(`entra-emulator: error: ${message}\n`)
  process.exitCode = code
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return isJsonObject(manifest) ? String(manifest.version) : 'unknown'
}

/** Accepts any object. `startEmulator` checks each member and names the wrong one. */
function isFixture(value: unknown): value is Fixture {
  return isJsonObject(value)
}

function readFixtureFile(path: string): Fixture {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new CannotStart(`cannot read the fixture ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new CannotStart(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isFixture(value)) throw new CannotStart(`${path} must hold a JSON object`)
  return value
}

async function certificateIn(folder: string | undefined): Promise<LocalCertificate> {
  try {
    return await localCertificate({ folder: folder === undefined ? undefined : resolve(folder) })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CannotStart(`cannot keep the certificate: ${reason}. Choose another folder with --tls-folder.`)
  }
}

function sentence(error: unknown, port: number): string {
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRINUSE') {
      return `port ${port} is taken. Choose another one with --port, or stop the program that has it.`
    }
    if (error.code === 'EACCES') return `you may not listen on port ${port}. Choose one above 1023 with --port.`
  }
  if (error instanceof FixtureError) return `fixture: ${error.message}`
  return error instanceof Error ? error.message : String(error)
}

function stopOnSignal(emulator: Emulator): void {
  const stop = (): void => {
    // With the handler removed, a second Ctrl-C ends the process at once.
    process.removeListener('SIGINT', stop)
    process.removeListener('SIGTERM', stop)
    emulator.close().then(
      () => process.stdout.write('Stopped.\n'),
      (error: unknown) => fail(sentence(error, 0), 1),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function run(): Promise<void> {
  const command = readCommand(process.argv.slice(2))
  if (command.kind === 'misused') return fail(`${command.says.replace(/[^?]$/, '$&.')} Try --help.`, 2)
  if (command.kind === 'help') return void process.stdout.write(help)
  if (command.kind === 'version') return void process.stdout.write(`${version()}\n`)
  try {
    const certificate = command.tls && (await certificateIn(command.tls.folder))
    const emulator = await startEmulator({
      tls: certificate,
      port: command.port,
      fixture: command.fixture === undefined ? undefined : readFixtureFile(command.fixture),
      public_url: command.public_url,
    })
    stopOnSignal(emulator)
    process.stdout.write(overview(emulator, certificate))
  } catch (error) {
    fail(sentence(error, command.port), 1)
  }
}

await run()
