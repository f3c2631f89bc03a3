/** Checks that the database is reachable and durable, and that it belongs to this program and key. */
import { existsSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { openDatabase } from '../../app.ts'
import { ConfigurationError, readSetting, type Variables } from '../../config.ts'
import { type DatabaseAddress, parseDatabaseUrl } from '../../storage/engine/database-url.ts'
import type { Engine } from '../../storage/engine/engine.ts'
import { type DatabaseFacts, inspectDatabase } from '../../storage/engine/inspect.ts'
import { checkSchema, schemaStatus } from '../../storage/schema/migrate.ts'
import { counted, type Finding, fail, failed, ok, warn } from './finding.ts'

export interface Database {
  /** The open database, if it answers. Its schema may still be wrong. */
  readonly engine: Engine | undefined
  readonly facts: DatabaseFacts | undefined
  /** True if this program can read its schema. */
  readonly readable: boolean
  readonly findings: readonly Finding[]
}

export async function checkDatabase(variables: Variables): Promise<Database> {
  const closed = (...findings: Finding[]): Database => ({
    engine: undefined,
    facts: undefined,
    readable: false,
    findings,
  })
  let address: DatabaseAddress
  try {
    address = parseDatabaseUrl(readSetting(variables, 'GATEHOUSE_DATABASE_URL'))
  } catch (error) {
    if (error instanceof ConfigurationError) return closed() // the check of the settings reports it
    throw error
  }
  const file = address.engine === 'sqlite' ? address.path : undefined
  if (file !== undefined && !existsSync(file)) {
    const remedy = 'Run `gatehouse init` once, or correct GATEHOUSE_DATABASE_URL.'
    return closed(fail('database', { message: `there is no database at ${file}`, remedy }))
  }
  let engine: Engine | undefined
  try {
    engine = openDatabase(variables)
    const facts = await inspectDatabase(engine)
    const where = address.engine === 'sqlite' ? address.path : new URL(address.url).host
    const schema = await checkVersion(engine)
    const place = address.engine === 'sqlite' ? checkFile(address.path) : checkServer(address.url, facts)
    const findings = [ok('database', `${facts.version} at ${where}`), ...place, schema]
    return { engine, facts, readable: schema.result === 'ok', findings }
  } catch (error) {
    await engine?.close()
    return closed(failed('database', error))
  }
}

async function checkVersion(engine: Engine): Promise<Finding> {
  const status = await schemaStatus(engine)
  try {
    checkSchema(status)
  } catch (error) {
    return failed('schema', error)
  }
  if (status.pending.length === 0) return ok('schema', `up to date, ${counted(status.applied.length, 'migration')}`)
  const message = `${counted(status.pending.length, 'migration')} to apply: ${status.pending.join(', ')}`
  return fail('schema', {
    message,
    remedy: 'Run `gatehouse migrate up`, or start the gateway, which migrates by itself.',
  })
}

const gibibyte = 1024 ** 3
/** Types of network file systems (statfs(2)). */
const networked: Readonly<Record<number, string>> = { 26985: 'NFS', 4283649346: 'CIFS', 4266872130: 'SMB' }

function checkFile(path: string): readonly Finding[] {
  if (path === ':memory:') return []
  const findings: Finding[] = []
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    const message = `${path} can be read by others on this machine`
    findings.push(warn('database_file', { message, remedy: `chmod 600 ${path}` }))
  }
  const { type, bavail, bsize } = statfsSync(dirname(path))
  const free = (bavail * bsize) / gibibyte
  const system = networked[type]
  if (system !== undefined) {
    const message = `${path} is on another machine (${system}), where locks cannot be trusted`
    findings.push(fail('database_file', { message, remedy: 'Move it to a disk of this machine, or use PostgreSQL.' }))
  }
  const message = `${free.toFixed(1)} GiB are free beside the database`
  const remedy = 'Free some space. On a full disk sign-ins fail.'
  if (free >= 1) findings.push(ok('disk', message))
  else findings.push(free < 0.1 ? fail('disk', { message, remedy }) : warn('disk', { message, remedy }))
  return findings
}

function checkServer(url: string, { settings, is_standby }: DatabaseFacts): readonly Finding[] {
  const { hostname, searchParams } = new URL(url)
  const findings: Finding[] = []
  const local = ['', 'localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (!local && ['disable', null].includes(searchParams.get('sslmode'))) {
    const message = `the connection to ${hostname} has no TLS`
    const remedy = 'Add ?sslmode=verify-full to GATEHOUSE_DATABASE_URL, with sslrootcert for your own CA.'
    findings.push(warn('database_tls', { message, remedy }))
  }
  if (is_standby) {
    const message = 'this server is a standby and cannot be written to'
    findings.push(fail('database_server', { message, remedy: 'Name the primary server in GATEHOUSE_DATABASE_URL.' }))
  }
  const off = Object.entries(settings).filter(([, value]) => value === 'off')
  for (const [name] of off) {
    const lost =
      name === 'synchronous_commit' ? 'a crash can lose acknowledged changes' : 'a crash can destroy the data'
    const trouble = {
      message: `${name} is off: ${lost}`,
      expected: 'on',
      received: 'off',
      remedy: `Switch ${name} on in postgresql.conf, and check the settings of ALTER ROLE and ALTER DATABASE.`,
    }
    findings.push(name === 'synchronous_commit' ? warn('durability', trouble) : fail('durability', trouble))
  }
  const stated = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  return off.length > 0 ? findings : [...findings, ok('durability', stated.join(', '))]
}
