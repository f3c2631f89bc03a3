/**
 * Checks an installation on its own machine, and changes nothing. Each check needs the one before it: settings →
 * database → schema → master key → contents. The public address is checked separately.
 */
import { openWork } from '../../app.ts'
import type { Config, Variables } from '../../config.ts'
import { checkInstallation } from '../../domain/environments/installation.ts'
import { openLog } from '../../observe/log.ts'
import { checkEnvironments, checkJobs } from './contents.ts'
import { checkDatabase, type Database } from './database.ts'
import { type Finding, failed, ok } from './finding.ts'
import { checkClock, checkPublicUrl } from './public-url.ts'
import { checkOutboundProxy, checkRuntime, checkSettings } from './settings.ts'

/** @param now milliseconds since 1970 */
export async function examine(variables: Variables, now: () => number): Promise<readonly Finding[]> {
  const { config, findings: settings } = checkSettings(variables)
  const database = await checkDatabase(variables)
  try {
    const inside = config && database.readable ? await examineContents(config, database, now) : nothing
    const outside = config ? await checkPublicUrl(config.GATEHOUSE_PUBLIC_URL, inside.key_ids) : undefined
    const clock = checkClock(now(), {
      'the database': database.facts?.now ?? null,
      'the public address': outside?.now ?? null,
    })
    return [
      checkRuntime(process.versions.node, now()),
      ...settings,
      clock,
      ...database.findings,
      ...inside.findings,
      ...(outside?.findings ?? []),
    ]
  } finally {
    await database.engine?.close()
  }
}

interface Contents {
  readonly findings: readonly Finding[]
  /** The signing keys of the default environment. */
  readonly key_ids: readonly string[] | undefined
}

const nothing: Contents = { findings: [], key_ids: undefined }

async function examineContents(config: Config, { engine }: Database, now: () => number): Promise<Contents> {
  if (engine === undefined) return nothing
  let opened: ReturnType<typeof openWork>
  try {
    opened = openWork(config, engine, openLog({ level: 'silent' }), { now })
  } catch (error) {
    return { ...nothing, findings: [failed('master_key', error)] } // the key is too weak
  }
  const { work, outbound, close } = opened
  const { ports } = work
  try {
    await checkInstallation(ports)
    const environment = await ports.stores.environments.default()
    const keys = environment === undefined ? undefined : await ports.stores.in(environment.id).signing_keys.all()
    const findings = [
      ok('master_key', 'opens the secrets of this installation'),
      ...(await checkEnvironments(ports)),
      ...checkOutboundProxy(config, outbound.unresolved()),
      ...(await checkJobs(ports, engine)),
    ]
    return { findings, key_ids: keys?.map(({ id }) => id) }
  } catch (error) {
    return { ...nothing, findings: [failed('installation', error)] }
  } finally {
    await close()
  }
}
