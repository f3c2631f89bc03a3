/**
 * The one place of wiring: settings → ports → domain → HTTP. Everything with state or I/O is created here and passed
 * in. No other file knows every folder.
 */

import { availableParallelism } from 'node:os'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { hourMs, minuteMs } from '@gatehouse-sso/core/time'
import type { FastifyInstance } from 'fastify'
import { cachedConfiguration } from './cache/configuration.ts'
import { lastUse } from './cache/last-use.ts'
import { recentChecks } from './cache/recent-checks.ts'
import { recentCounts } from './cache/recent-counts.ts'
import { recentRefusals } from './cache/recent-refusals.ts'
import { seenGroups } from './cache/seen-groups.ts'
import { type ConfigurationWatch, watchConfiguration } from './cache/watch.ts'
import { type Config, rawValue, readConfig, readSetting, type Variables } from './config.ts'
import { consoleFolder, readConsoleFiles } from './console-files.ts'
import { docsFolder, readDocsFiles } from './docs-files.ts'
import { checkInstallation, initialize } from './domain/environments/installation.ts'
import { system } from './domain/events/caller.ts'
import type { Lifetimes } from './domain/ports/lifetimes.ts'
import type { Ports } from './domain/ports/ports.ts'
import { defaultLifetimes } from './domain/work/lifetimes.ts'
import type { Work } from './domain/work/work.ts'
import { listenAt } from './http/listen.ts'
import { readiness } from './http/readiness.ts'
import { createServer } from './http/server.ts'
import type { TimeLimits } from './http/time-limits.ts'
import { parseTrustedProxies } from './http/trusted-proxies.ts'
import { startJobs } from './jobs/start.ts'
import { sweep } from './jobs/sweep.ts'
import { createKeys } from './keys/keys.ts'
import { newMasterKey, parseMasterKey } from './keys/master-key.ts'
import { errorFields, type Log, openLog } from './observe/log.ts'
import { parseAllowList } from './outbound/address.ts'
import { deliveries } from './outbound/deliveries.ts'
import { domainNames } from './outbound/domain-names.ts'
import { type Outbound, type OutboundOptions, openOutbound } from './outbound/fetch.ts'
import { type MailOptions, openMail } from './outbound/mail.ts'
import { pictures } from './pictures.ts'
import { xmlLibraryProblem } from './saml/library.ts'
import { parseDatabaseUrl, unusableFile } from './storage/engine/database-url.ts'
import type { Engine } from './storage/engine/engine.ts'
import { createFile, requireFile } from './storage/engine/file.ts'
import { holdFile } from './storage/engine/holder.ts'
import { openPostgres } from './storage/engine/postgres/postgres.ts'
import { openSqlite } from './storage/engine/sqlite.ts'
import { unitsOfWork } from './storage/engine/unit-of-work.ts'
import { checkSchema, migrate, schemaStatus } from './storage/schema/migrate.ts'
import { openStores } from './storage/stores.ts'
import { accessTokens } from './upstream/access-tokens.ts'
import { clientKeys } from './upstream/client-keys.ts'
import { connectionTypes } from './upstream/connection-types.ts'
import { identityProviders } from './upstream/identity-providers.ts'
import { metadataCache } from './upstream/oidc/metadata-cache.ts'
import { version } from './version.ts'

/** The parts that tests replace. */
export interface Overrides {
  readonly now?: () => number
  readonly lifetimes?: Partial<Lifetimes>
  readonly resolve?: OutboundOptions['resolve']
  readonly outbound_timeout?: OutboundOptions['timeout']
  readonly domain_resolver?: Parameters<typeof domainNames>[0]
  readonly log?: Log
  /** The folder of the built console. */
  readonly console_folder?: string
  /** The folder of the built documentation. */
  readonly docs_folder?: string
  readonly time_limits?: TimeLimits
}

export interface Gateway {
  readonly server: FastifyInstance
  /** Work on behalf of the system itself. */
  readonly work: Work
  readonly config: Config
  /** Starts listening. @returns the address that it listens on */
  listen(): Promise<string>
  /** Runs the job of every minute now. */
  sweep(): Promise<void>
  /** Stops taking requests, finishes those in flight, commits the waiting writes and closes the database. */
  close(): Promise<void>
  /**
   * Closes one of several gateways. It reports that it is not ready, and serves on for a fifth of the time, so that
   * load balancers notice. Requests that have not finished at the end are broken off.
   */
  drain(seconds: number): Promise<void>
}

/** Whether a missing SQLite file is created. */
export type Missing = 'create' | 'refuse'

/**
 * Opens the database that the variables name. It does not check the schema, and does not hold the database.
 * @throws ConfigurationError, Failure setting_invalid, database_missing
 */
export function openDatabase(variables: Variables, missing: Missing = 'refuse'): Engine {
  const address = parseDatabaseUrl(readSetting(variables, 'GATEHOUSE_DATABASE_URL'))
  if (address.engine === 'postgres') return openPostgres(address.url)
  return usingFile(address.path, () => {
    if (missing === 'refuse') requireFile(address.path)
    return openSqlite(address.path)
  })
}

/**
 * Keeps every other server and migration away from an SQLite file until it is given back, or this process ends.
 * PostgreSQL serves several processes and is not held.
 * @param command of this process, for the message to the others
 * @returns a function that gives the database back
 * @throws ConfigurationError, Failure setting_invalid, database_missing, database_in_use
 */
export async function holdDatabase(
  variables: Variables,
  command: string,
  missing: Missing = 'refuse',
): Promise<() => void> {
  const address = parseDatabaseUrl(readSetting(variables, 'GATEHOUSE_DATABASE_URL'))
  if (address.engine === 'postgres' || address.path === ':memory:') return () => undefined
  const { path } = address
  usingFile(path, () => (missing === 'create' ? createFile(path) : requireFile(path)))
  return await holdFile(path, { pid: process.pid, command }).catch((error) => {
    throw isFailure(error) ? error : unusableFile(path, error)
  })
}

function usingFile<T>(path: string, use: () => T): T {
  try {
    return use()
  } catch (cause) {
    throw isFailure(cause) ? cause : unusableFile(path, cause)
  }
}

export interface Initialized {
  /** `null` when the master key was given. */
  readonly master_key: string | null
  readonly installation_key: string
}

/**
 * Creates an installation in the database that the variables name: the schema, a master key if none is given, and the
 * installation key.
 * @param command holds the database meanwhile under this name; without it the caller already holds it
 * @throws ConfigurationError, Failure already_initialized, database_in_use
 */
export async function initializeInstallation(variables: Variables, command?: string): Promise<Initialized> {
  const given = rawValue(variables, 'GATEHOUSE_MASTER_KEY')
  const master_key = given ?? newMasterKey()
  const { config } = readConfig({
    GATEHOUSE_PUBLIC_URL: 'http://localhost', // not used when an installation is created
    ...variables,
    GATEHOUSE_MASTER_KEY: master_key,
  })
  const key_id = parseMasterKey(master_key).id
  const release = command === undefined ? undefined : await holdDatabase(variables, command, 'create')
  const engine = openDatabase(variables, 'create')
  try {
    await prepareSchema(engine, 'auto', Date.now)
    const { work, close } = openWork(config, engine, openLog({ level: 'silent' }))
    const installation_key = await initialize(work, key_id)
    await close()
    return { master_key: given === undefined ? master_key : null, installation_key }
  } finally {
    await engine.close()
    release?.()
  }
}

/**
 * Brings the schema up to date, or refuses to.
 * @throws Failure schema_newer, schema_changed, schema_half_migrated, schema_older
 */
export async function prepareSchema(
  engine: Engine,
  mode: Config['GATEHOUSE_MIGRATE'],
  now: () => number,
): Promise<void> {
  if (mode === 'auto') return void (await migrate(engine, now))
  const status = await schemaStatus(engine)
  checkSchema(status)
  if (status.pending.length > 0) throw new Failure('schema_older', { received: status.pending.join(', ') })
}

function proxyOf(config: Config): OutboundOptions['proxy'] {
  const { GATEHOUSE_OUTBOUND_PROXY: address, GATEHOUSE_OUTBOUND_NO_PROXY: except } = config
  return address === null ? undefined : { address, except }
}

function mailOf({ GATEHOUSE_SMTP_URL: smtp_url, GATEHOUSE_MAIL_FROM: from }: Config): MailOptions | null {
  return smtp_url === '' ? null : { smtp_url, from }
}

/** Creates everything that a request needs, over an open database. */
export function openWork(
  config: Config,
  engine: Engine,
  log: Log,
  { now = Date.now, lifetimes = {}, resolve, outbound_timeout, domain_resolver }: Overrides = {},
): { work: Work; watch: ConfigurationWatch; outbound: Outbound; close: () => Promise<void> } {
  const keys = createKeys(parseMasterKey(config.GATEHOUSE_MASTER_KEY), now, availableParallelism())
  const stores = openStores(engine)
  const configuration = cachedConfiguration(stores, () => watch.fresh())
  const watch = watchConfiguration(configuration, engine.follow, () => performance.now())
  const units = unitsOfWork(engine, {
    onChanged: (changed, version) => watch.changed({ changed, version }),
    onLost: (count, reason) => log.error({ count, ...errorFields(reason) }, 'traces of sign-ins were lost'),
  })
  const outbound = openOutbound({
    allow: parseAllowList(config.GATEHOUSE_OUTBOUND_ALLOW),
    proxy: proxyOf(config),
    timeout: outbound_timeout,
    ...(resolve ? { resolve } : {}),
  })
  const metadata = metadataCache(outbound, now)
  const seen = seenGroups({ keys, stores, now }, units, (count, reason) =>
    log.error({ count, ...errorFields(reason) }, 'counts of groups were lost'),
  )
  const ports: Ports = {
    now,
    ticks: () => performance.now(),
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    noteUse: lastUse(units, now),
    noteGroups: seen.note,
    recent_refusals: recentRefusals(now),
    recent_checks: recentChecks(now),
    minute_counts: recentCounts(now, minuteMs),
    hour_counts: recentCounts(now, hourMs),
    pictures,
    keys,
    stores,
    configuration,
    connection_types: connectionTypes(outbound),
    identity_providers: identityProviders(outbound, keys, now, metadata),
    access_tokens: accessTokens(outbound, metadata),
    client_keys: clientKeys(outbound, now),
    addresses: { check: outbound.check },
    domain_names: domainNames(domain_resolver),
    deliveries: deliveries(outbound),
    mail: openMail(mailOf(config)),
    lifetimes: { ...defaultLifetimes, ...lifetimes },
    public_url: config.GATEHOUSE_PUBLIC_URL,
  }
  return {
    work: { ports, units, caller: system },
    watch,
    outbound,
    close: async () => {
      await watch.stop()
      await seen.close()
      await units.flush()
      await outbound.close()
    },
  }
}

/**
 * Opens the gateway on a database that has been initialized.
 * @throws ConfigurationError, Failure with the reason why it cannot start
 */
export async function openGateway(variables: Variables, overrides: Overrides = {}): Promise<Gateway> {
  const { config, warnings } = readConfig(variables)
  const log = overrides.log ?? openLog({ level: config.GATEHOUSE_LOG_LEVEL })
  for (const warning of warnings) log.warn({ reason: warning }, 'unknown setting')
  const engine = openDatabase(variables)
  let stopping = false
  const opened = [engine.close]
  const closeAll = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end()
  }
  try {
    await prepareSchema(engine, config.GATEHOUSE_MIGRATE, overrides.now ?? Date.now)
    const { work, watch, close } = openWork(config, engine, log, overrides)
    const { ports, units } = work
    opened.push(close)
    await checkInstallation(ports)
    await watch.start()
    const files = readConsoleFiles(overrides.console_folder ?? consoleFolder)
    const docs = readDocsFiles(overrides.docs_folder ?? docsFolder)
    const http = { ports, units, log, console: files, docs, secure: config.GATEHOUSE_PUBLIC_URL.startsWith('https:') }
    const server = createServer(http, {
      version: version(),
      trusted_proxies:
        config.GATEHOUSE_TRUSTED_PROXIES.length > 0 && parseTrustedProxies(config.GATEHOUSE_TRUSTED_PROXIES),
      limits: { api: config.GATEHOUSE_RATE_LIMIT_API, sign_in: config.GATEHOUSE_RATE_LIMIT_SIGN_IN },
      time_limits: overrides.time_limits,
      ready: async () => (stopping ? 'stopping' : readiness(ports, watch, xmlLibraryProblem)),
      stopping: () => stopping,
    })
    const runner = await startJobs(work, {
      now: Date.now, // the real clock, so that a test's clock makes no job due
      random: Math.random,
      onError: (kind, error) => log.error({ reason: kind ?? 'jobs', ...errorFields(error) }, 'job failed'),
    })
    const stop = async (): Promise<void> => {
      const isOpen = opened.length > 0
      await Promise.all([server.close(), runner.stop()])
      await closeAll()
      if (isOpen) log.info({ version: version() }, 'stopped')
    }
    return {
      server,
      work,
      config,
      listen: async () => {
        const address = await listenAt(server, config.GATEHOUSE_LISTEN)
        log.info({ version: version(), address, public_url: config.GATEHOUSE_PUBLIC_URL }, 'started')
        return address
      },
      sweep: () => sweep(work),
      close: stop,
      drain: async (seconds) => {
        stopping = true
        log.info({ seconds }, 'draining')
        await new Promise((resolve) => setTimeout(resolve, seconds * 200))
        const late = setTimeout(() => server.server.closeAllConnections(), seconds * 800)
        await stop()
        clearTimeout(late)
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
