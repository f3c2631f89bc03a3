/**
 * The one place of wiring: settings → ports → domain → HTTP. Everything that has a state or touches the world is made
 * here and handed in; nothing else knows every folder.
 */
import { availableParallelism } from 'node:os'
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { cachedConfiguration } from './cache/configuration.ts'
import { lastUse } from './cache/last-use.ts'
import { type ConfigurationWatch, watchConfiguration } from './cache/watch.ts'
import { type Config, rawValue, readConfig, readSetting, type Variables } from './config.ts'
import { checkInstallation, initialize } from './domain/environments/installation.ts'
import { maintainSigningKeys } from './domain/environments/signing-keys.ts'
import { system } from './domain/events/events.ts'
import type { Lifetimes } from './domain/ports/lifetimes.ts'
import type { Ports } from './domain/ports/ports.ts'
import { createServer } from './http/server.ts'
import { type Handler, type Runner, startRunner } from './jobs/runner.ts'
import { sweep, sweepEveryMs } from './jobs/sweep.ts'
import { createKeys } from './keys/keys.ts'
import { newMasterKey, parseMasterKey } from './keys/master-key.ts'
import { errorFields, openLog } from './observe/log.ts'
import { parseAllowList } from './outbound/address.ts'
import { type OutboundOptions, openOutbound } from './outbound/fetch.ts'
import type { Engine } from './storage/engine/engine.ts'
import { openPostgres } from './storage/engine/postgres/postgres.ts'
import { openSqlite } from './storage/engine/sqlite.ts'
import { unitsOfWork } from './storage/engine/unit-of-work.ts'
import { checkSchema, migrate, schemaStatus } from './storage/schema/migrate.ts'
import { openStores } from './storage/storage.ts'
import { clientKeys } from './upstream/client-keys.ts'
import { identityProviders } from './upstream/identity-providers.ts'
import { version } from './version.ts'

const defaultLifetimes: Lifetimes = {
  code: 60,
  access_token: 10 * 60,
  id_token: 60 * 60,
  session_idle: 8 * 60 * 60,
  session: 24 * 60 * 60,
  sign_in: 15 * 60,
  refresh_token: 14 * 24 * 60 * 60,
  offline_grant: 90 * 24 * 60 * 60,
  pushed_request: 10 * 60,
}

/** What tests replace. */
export interface Overrides {
  readonly now?: () => number
  readonly lifetimes?: Partial<Lifetimes>
  readonly resolve?: OutboundOptions['resolve']
  readonly log?: Logger
}

export interface Gateway {
  readonly server: FastifyInstance
  readonly ports: Ports
  readonly config: Config
  /** Starts listening. @returns the address it listens on */
  listen(): Promise<string>
  /** Does now what happens every minute. */
  sweep(): Promise<void>
  /** Stops taking requests, finishes those under way, writes what waits, closes the database. */
  close(): Promise<void>
  /**
   * The same for a gateway that others can stand in for: it says that it is not ready and serves on for a fifth of the
   * time, so that load balancers notice; what is not finished at the end is broken off.
   */
  drain(seconds: number): Promise<void>
}

/**
 * Opens the database that the variables name; its schema is not looked at.
 * @throws ConfigurationError, Failure setting_invalid
 */
export function openDatabase(variables: Variables): Engine {
  const url = readSetting(variables, 'GATEHOUSE_DATABASE_URL')
  return url.startsWith('sqlite:') ? openSqlite(url.replace(/^sqlite:(\/\/)?/, '')) : openPostgres(url)
}

export interface Initialized {
  /** `null` when the master key was given. */
  readonly master_key: string | null
  readonly installation_key: string
}

/**
 * Makes an installation in the database that the variables name: schema, master key if none is given, installation key.
 * @throws ConfigurationError, Failure already_initialized
 */
export async function initializeInstallation(variables: Variables): Promise<Initialized> {
  const given = rawValue(variables, 'GATEHOUSE_MASTER_KEY')
  const master_key = given ?? newMasterKey()
  const { config } = readConfig({
    GATEHOUSE_PUBLIC_URL: 'http://localhost', // not needed to make an installation
    ...variables,
    GATEHOUSE_MASTER_KEY: master_key,
  })
  const key_id = parseMasterKey(master_key).id
  const engine = openDatabase(variables)
  try {
    await prepareSchema(engine, 'auto', Date.now)
    const { ports, close } = openPorts(config, engine, openLog({ level: 'silent' }))
    const installation_key = await initialize(ports, key_id)
    await close()
    return { master_key: given === undefined ? master_key : null, installation_key }
  } finally {
    await engine.close()
  }
}

/** Brings the schema up to date, or refuses. @throws Failure schema_newer, schema_half_migrated, schema_older */
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

/** The ports over an open database. */
export function openPorts(
  config: Config,
  engine: Engine,
  log: Logger,
  { now = Date.now, lifetimes = {}, resolve }: Overrides = {},
): { ports: Ports; watch: ConfigurationWatch; close: () => Promise<void> } {
  const keys = createKeys(parseMasterKey(config.GATEHOUSE_MASTER_KEY), now, availableParallelism())
  const stores = openStores(engine)
  const configuration = cachedConfiguration(stores, () => watch.fresh())
  const watch = watchConfiguration(configuration, engine.follow, () => performance.now())
  const units = unitsOfWork(engine, {
    onChanged: (changed, version) => watch.changed({ changed, version }),
    onLost: (count, reason) => log.error({ count, ...errorFields(reason) }, 'records of sign-ins were lost'),
  })
  const outbound = openOutbound({
    allow: parseAllowList(config.GATEHOUSE_OUTBOUND_ALLOW),
    ...(resolve ? { resolve } : {}),
  })
  const ports: Ports = {
    now,
    ticks: () => performance.now(),
    noteUse: lastUse(units, now),
    keys,
    stores,
    units,
    configuration,
    identity_providers: identityProviders(outbound, keys, now),
    client_keys: clientKeys(outbound, now),
    caller: system,
    lifetimes: { ...defaultLifetimes, ...lifetimes },
    public_url: config.GATEHOUSE_PUBLIC_URL,
  }
  return {
    ports,
    watch,
    close: async () => {
      await watch.stop()
      await units.flush()
      await outbound.close()
    },
  }
}

/**
 * Opens the gateway on a database that has been initialized.
 * @throws ConfigurationError, Failure with everything that stands against a start
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
    const { ports, watch, close } = openPorts(config, engine, log, overrides)
    opened.push(close)
    await checkInstallation(ports)
    await watch.start()
    const http = { ports, log, secure: config.GATEHOUSE_PUBLIC_URL.startsWith('https:') }
    const server = createServer(http, {
      version: version(),
      trusted_proxies: config.GATEHOUSE_TRUSTED_PROXIES,
      limits: { api: config.GATEHOUSE_RATE_LIMIT_API, sign_in: config.GATEHOUSE_RATE_LIMIT_SIGN_IN },
      ready: async () => (stopping ? 'stopping' : readiness(ports, watch)),
      stopping: () => stopping,
    })
    const runner = await startJobs(ports, log)
    const stop = async (): Promise<void> => {
      await Promise.all([server.close(), runner.stop()])
      await closeAll()
    }
    return {
      server,
      ports,
      config,
      listen: () => server.listen(config.GATEHOUSE_LISTEN),
      sweep: () => sweep(ports, ports.now()),
      close: stop,
      drain: async (seconds) => {
        stopping = true
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

const hourMs = 60 * 60_000

/** Every kind of job; so far all come again and again. */
async function startJobs(ports: Ports, log: Logger): Promise<Runner> {
  const { keys, stores, units } = ports
  const { now } = Date // a clock that a test has set makes no job due
  const scheduled: Readonly<Record<string, { readonly every_ms: number; readonly handler: Handler }>> = {
    sweep: { every_ms: sweepEveryMs, handler: ({ signal }) => sweep(ports, ports.now(), signal) },
    signing_keys: { every_ms: hourMs, handler: () => maintainSigningKeys(ports) },
  }
  const free = { lease_token: null, lease_until: null, last_error: null }
  for (const [kind, { every_ms }] of Object.entries(scheduled)) {
    const waiting = { kind, payload: {}, state: 'waiting', every_ms, attempts: 0, run_at: now() + every_ms } as const
    await units.run(stores.jobs.schedule({ ...waiting, ...free, id: keys.newId('job'), created_at: now() }))
  }
  return startRunner({
    jobs: stores.jobs,
    units,
    handlers: Object.fromEntries(Object.entries(scheduled).map(([kind, { handler }]) => [kind, handler])),
    now,
    newId: () => keys.newId('job'),
    newToken: () => keys.newSecret(128),
    random: Math.random,
    onError: (kind, error) => log.error({ reason: kind ?? 'jobs', ...errorFields(error) }, 'job failed'),
  })
}

/** The first part that a sign-in needs and that is not there. */
async function readiness(ports: Ports, watch: ConfigurationWatch): Promise<string | null> {
  try {
    if (!(await ports.stores.installation.get())) return 'installation'
  } catch {
    return 'database'
  }
  return watch.isWell() ? null : 'configuration'
}
