/** Checks the contents of the installation: environments, keys, connections with their credentials, and jobs. */
import { warningsOf } from '../../domain/connections/present.ts'
import { openCredential } from '../../domain/credentials/open-credential.ts'
import { checkTrial, tryCredential } from '../../domain/credentials/trial.ts'
import { federationIssuerOf } from '../../domain/environments/federation.ts'
import type { Ports } from '../../domain/ports/ports.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { CredentialRecord } from '../../domain/stores/credentials.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { Engine } from '../../storage/engine/engine.ts'
import { countOverdueJobs } from '../../storage/engine/inspect.ts'
import { counted, daysUntil, type Finding, fail, failed, inDays, ok, warn } from './finding.ts'

const page = { limit: 100, order: 'asc' } as const
/** The number of connections that one run checks, and the number that it checks at the same time. */
const maximumConnections = 500
const atOnce = 8
const warnDays = 30
const overdueMs = 5 * 60_000
/** Keys rotate every 90 days, and the next one is published a day before. */
const rotationDays = 95

export async function checkEnvironments(ports: Ports): Promise<readonly Finding[]> {
  const { records: environments } = await ports.stores.environments.list(page)
  if (environments.length === 0) {
    const remedy = 'Run `gatehouse environments create --name Production --slug production --kind live`.'
    return [warn('environments', { message: 'there is no environment yet', remedy })]
  }
  const names = environments.map(({ slug, kind }) => `${slug} (${kind})`).join(', ')
  const live = environments.find(({ kind }) => kind === 'live')
  const shared: Finding[] = []
  if (live !== undefined && environments.length > 1) {
    const message = `${live.slug} (live) shares its origin with ${environments.length - 1} more: browsers do not isolate them`
    shared.push(warn('environments', { message, remedy: 'Keep test environments in another installation.' }))
  }
  const of = await Promise.all(environments.map((environment) => checkEnvironment(ports, environment)))
  const moved = await checkFederation(ports)
  return [
    ok('environments', names),
    ...shared,
    ...of.flat(),
    ...moved,
    ...(await checkConnections(ports, environments)),
  ]
}

/** Customers entered the address of the federation issuer at their identity provider, so it must stay. */
async function checkFederation({ stores, public_url }: Ports): Promise<readonly Finding[]> {
  const issuer = await stores.federation.issuer()
  const expected = federationIssuerOf(public_url)
  if (issuer === null || issuer === expected || !(await stores.federation.inUse())) return []
  const message = 'identity providers read the keys of federated credentials at the public address of before'
  const remedy = `Let ${issuer} lead to this gateway too, or replace the federated credentials of the connections.`
  return [warn('federation', { message, expected, received: issuer, remedy })]
}

async function checkEnvironment(ports: Ports, { id, slug }: EnvironmentRecord): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const keys = await ports.stores.in(id).signing_keys.all()
  for (const alg of ['RS256', 'ES256']) {
    const current = keys.find((key) => key.alg === alg && key.state === 'current')
    const age = current === undefined ? 0 : -daysUntil(current.changed_at, ports.now())
    if (current === undefined) {
      const message = `${slug} has no current ${alg} key, so it cannot issue tokens`
      findings.push(
        fail('signing_keys', { message, remedy: `Run \`gatehouse signing-keys rotate --alg ${alg} --immediately\`.` }),
      )
    } else if (age > rotationDays) {
      const message = `the ${alg} key of ${slug} has signed for ${age} days and should have been replaced`
      findings.push(
        warn('signing_keys', { message, remedy: 'Check that a gateway runs, and look at its jobs in the log.' }),
      )
    }
  }
  const { records } = await ports.stores.api_keys.list(id, page)
  for (const { name, expires_at } of records) {
    const days = expires_at === null ? undefined : daysUntil(expires_at, ports.now())
    if (days === undefined || days < 0 || days >= warnDays) continue
    const message = `the API key “${name}” of ${slug} expires ${inDays(days)}`
    findings.push(warn('api_keys', { message, who: 'developer', remedy: 'Rotate it: `gatehouse api-keys rotate`.' }))
  }
  return findings
}

interface Placed {
  readonly connection: ConnectionRecord
  /** `Contoso, Microsoft Entra ID (conn_…)` */
  readonly label: string
}

async function checkConnections(ports: Ports, environments: readonly EnvironmentRecord[]): Promise<readonly Finding[]> {
  const active: Placed[] = []
  let more = false
  for (const { id } of environments) {
    const stores = ports.stores.in(id)
    let after: string | undefined
    do {
      const found = await stores.connections.list({ ...page, state: 'active', after })
      for (const connection of found.records) {
        const organization = await stores.organizations.get(connection.organization_id)
        active.push({ connection, label: `${organization?.name}, ${connection.name} (${connection.id})` })
      }
      after = found.records.at(-1)?.id
      more = active.length >= maximumConnections
    } while (after !== undefined && !more)
  }
  const findings: Finding[] = []
  const left = active.slice(0, maximumConnections)
  const checked = left.length
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      findings.push(...(await checkConnection(ports, next)))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (checked === 0) return [ok('connections', 'none is active')]
  const amount = `${more ? 'the first ' : ''}${counted(checked, 'active connection')}`
  if (findings.length > 0) return [ok('connections', `${amount} checked`), ...findings]
  return [ok('connections', `${amount}: identity provider reached, no credential refused or expiring`)]
}

async function checkConnection(ports: Ports, { connection, label }: Placed): Promise<readonly Finding[]> {
  const findings: Finding[] = warningsOf(connection).map((warning) => ({
    ...failed('connections', warning, `${label}: `),
    result: 'warn',
  }))
  try {
    await ports.identity_providers.probe(connection)
  } catch (error) {
    findings.push(failed('connections', error, `${label}: `))
  }
  const credentials = await ports.stores.in(connection.environment_id).credentials.ofConnection(connection.id)
  const credential = credentials.find(({ active }) => active)
  if (credential === undefined) return findings
  const expiry = checkExpiry(ports, label, credential, credentials)
  const isExpired = expiry.some(({ result }) => result === 'fail')
  return [...findings, ...expiry, ...(isExpired ? [] : await checkByTrial(ports, connection, label, credential))]
}

/** Tries the credential that is in use. An answer that proves nothing is no finding. */
async function checkByTrial(
  ports: Ports,
  connection: ConnectionRecord,
  label: string,
  credential: CredentialRecord,
): Promise<readonly Finding[]> {
  try {
    checkTrial(await tryCredential(ports, connection, openCredential(ports, credential)))
    return []
  } catch (error) {
    return [failed('credentials', error, `${label}: `)]
  }
}

const nouns: Readonly<Record<CredentialRecord['type'], string>> = {
  client_secret: 'client secret',
  certificate: 'certificate',
  federated: 'federated credential',
}

function checkExpiry(
  ports: Ports,
  label: string,
  { type, not_after }: CredentialRecord,
  all: readonly CredentialRecord[],
): readonly Finding[] {
  const days = not_after === null ? undefined : daysUntil(not_after, ports.now())
  if (days === undefined || days >= warnDays) return []
  const message = `${label}: the ${nouns[type]} ${days < 0 ? 'expired' : 'expires'} ${inDays(days)}`
  const hasSpare = all.some(
    ({ active, not_after: end, trial }) =>
      !active && trial?.result !== 'refused' && (end === null || end > ports.now()),
  )
  const remedy = hasSpare
    ? 'Activate the other credential: `gatehouse credentials activate`.'
    : 'Make a new one with `gatehouse credentials create`, then `activate` it.'
  const trouble = { message, who: 'administrator', remedy } as const
  return [days < 0 ? fail('credentials', trouble) : warn('credentials', trouble)]
}

export async function checkJobs(ports: Ports, engine: Engine): Promise<readonly Finding[]> {
  const { records: dead, more_after } = await ports.stores.jobs.dead(page)
  const overdue = await countOverdueJobs(engine, ports.now() - overdueMs)
  const findings: Finding[] = []
  if (dead.length > 0) {
    const [latest] = [...dead].reverse()
    const message = `${counted(dead.length, 'job')}${more_after ? ' or more' : ''} failed for good, last ${latest?.kind}: ${latest?.last_error}`
    findings.push(
      fail('jobs', {
        message,
        remedy: 'Run `gatehouse jobs list`, correct the cause, then run `gatehouse jobs revive`.',
      }),
    )
  }
  if (overdue > 0) {
    const message = `${counted(overdue, 'job')} due for more than five minutes: no gateway takes them`
    findings.push(warn('jobs', { message, remedy: 'Start a gateway, or find out why its jobs do not run.' }))
  }
  return findings.length > 0 ? findings : [ok('jobs', 'none has failed, none is late')]
}
