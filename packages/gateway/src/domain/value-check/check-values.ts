/**
 * The live check of values that an administrator pastes into the portal. No value is kept, only the facts about the
 * tenant. Each value gets one finding: the first thing that is wrong with it, else what was found.
 *
 *   trimmed → form of each value → the two ids → tenant, cloud, issuer (published) → client and secret (token endpoint)
 *
 * Limits: 40 checks of a link in a minute; the identity provider has the time of a check of a connection.
 */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import { Failure, type FieldError, isFailure } from '@gatehouse-sso/core/failure'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { setup as contract } from '@gatehouse-sso/sdk/contract/setup'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { ValueCheck, ValueFinding } from '@gatehouse-sso/sdk/contract/value-check'
import { redirectUri } from '../connections/redirect-uri.ts'
import { checkedSettings, mergeWithoutNulls } from '../connections/settings.ts'
import { openCredential } from '../credentials/open-credential.ts'
import type { Examination } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { HeldCredential } from '../ports/upstream-credential.ts'
import type { SetupSession } from '../setup-links/session.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import { found } from '../work/change.ts'
import { type Finding, findingOf } from './finding.ts'
import { invalidSamlFindings, metadataFinding, samlFindings } from './saml-findings.ts'
import { expiryFinding, secretFinding } from './secret-finding.ts'

const checksPerMinute = 40

type Body = ParsedBody<typeof contract.checkValues>
type Settings = Readonly<Record<string, unknown>>

/** @throws Failure state_conflict before an identity provider was chosen; rate_limited */
export async function checkValues(
  ports: Ports,
  { link, environment }: SetupSession,
  body: Body,
  language: Language,
): Promise<{ readonly check: ValueCheck; readonly tenant: readonly string[] }> {
  if (link.connection_id === null) throw new Failure('state_conflict', { expected: 'an identity provider first' })
  if (ports.minute_counts.add(`check_values:${link.id}`) > checksPerMinute) {
    throw new Failure('rate_limited', { expected: `${checksPerMinute} checks in a minute at most` })
  }
  const begun = ports.ticks()
  const record = found(await ports.stores.in(environment.id).connections.get(link.connection_id))
  const stored = record.candidate?.settings ?? record.settings
  const entered = trimmed(body.settings)
  const findings: Finding[] = [
    ...trimFindings(body.settings, entered),
    ...expiryFinding(body.not_after, ports.now()),
    ...secretShape(ports, record, body),
  ]
  const read = await readSettings(ports, record, stored, entered)
  findings.unshift(...read.findings)
  let tenant: readonly string[] = []
  if (read.settings) {
    const connection = { ...record, settings: read.settings }
    const looked =
      protocolOf(record.type) === 'saml'
        ? samlFindings(ports, connection, entered, language)
        : await look(ports, { link, environment }, connection, body, language)
    tenant = looked.tenant
    findings.push(...looked.findings, ...resolvedFinding(entered, read.settings))
  }
  return {
    check: {
      object: 'value_check',
      took_ms: Math.round(ports.ticks() - begun),
      findings: oneForEach(findings).map((finding) => findingOf(finding, language)),
    },
    tenant,
  }
}

/** Text without the blanks that come along when it is copied. */
function trimmed(settings: Settings): Settings {
  const clean = (text: string): string => text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, '')
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, typeof value === 'string' ? clean(value) : value]),
  )
}

function trimFindings(before: Settings, after: Settings): readonly Finding[] {
  return Object.entries(after).flatMap(([name, value]) =>
    typeof value === 'string' && value !== before[name]
      ? [{ param: `/settings/${name}`, result: 'changed' as const, code: 'trimmed' as const, value }]
      : [],
  )
}

function secretShape(
  { connection_types }: Ports,
  { type }: ConnectionRecord,
  { client_secret }: Body,
): readonly Finding[] {
  if (client_secret === undefined || connection_types.secretProblem(type, client_secret.trim()) === undefined) return []
  return [{ param: '/client_secret', result: 'wrong', code: 'secret_id' }]
}

interface ReadValues {
  /** `null` where a value cannot be read. */
  readonly settings: Settings | null
  readonly findings: readonly Finding[]
}

/** Reads what was entered, and asks the identity provider what only it knows. */
async function readSettings(
  ports: Ports,
  connection: ConnectionRecord,
  stored: Settings,
  entered: Settings,
): Promise<ReadValues> {
  const { type } = connection
  const ids = sameIds(mergeWithoutNulls(stored, entered))
  if (ids.length > 0) return { settings: null, findings: ids }
  try {
    const settings = await checkedSettings(ports, type, withoutBlank(stored), withoutBlank(entered), 'draft')
    return { settings: mergeWithoutNulls(settings, {}), findings: [] }
  } catch (error) {
    if (!isFailure(error)) throw error
    const { errors = [], param = '/settings', received } = error.evidence
    if (error.code === 'values_invalid') {
      const isSaml = protocolOf(type) === 'saml'
      const invalid = isSaml ? invalidSamlFindings(ports, connection, entered, errors) : errors.map(invalidFinding)
      return { settings: null, findings: invalid }
    }
    if (error.code === 'saml_metadata_invalid') return { settings: null, findings: [metadataFinding(error, param)] }
    const isMute = error.code === 'upstream_unreachable'
    const named = param.startsWith('/settings/') ? param : `/settings/${Object.keys(entered)[0] ?? 'tenant_id'}`
    return {
      settings: null,
      findings: [
        isMute
          ? { param: named, result: 'no_answer', code: 'no_answer' }
          : { param: named, result: 'wrong', code: 'discovery_failed', words: { received: received ?? error.code } },
      ],
    }
  }
}

/** A field that was emptied is no wrong value: it is missing. */
function withoutBlank(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''))
}

function invalidFinding({ param, message }: FieldError): Finding {
  return { param, result: 'wrong', code: 'invalid', words: { message } }
}

function resolvedFinding(entered: Settings, settings: Settings): readonly Finding[] {
  const { tenant_id } = entered
  const now = settings.tenant_id
  if (typeof tenant_id !== 'string' || typeof now !== 'string' || tenant_id.toLowerCase() === now) return []
  return [{ param: '/settings/tenant_id', result: 'changed', code: 'resolved', value: now, facts: [tenant_id] }]
}

/** Looks at the identity provider live. */
async function look(
  ports: Ports,
  { environment }: Pick<SetupSession, 'link' | 'environment'>,
  connection: ConnectionRecord,
  body: Body,
  language: Language,
): Promise<{ readonly findings: readonly Finding[]; readonly tenant: readonly string[] }> {
  const { connection_types, identity_providers } = ports
  const { settings } = connection
  if (connection_types.isOpenToAll(connection)) {
    const words = { value: String(settings.tenant_id) }
    const choices = ['pin_tenant', 'list_tenants'] as const
    return {
      findings: [{ param: '/settings/tenant_id', result: 'wrong', code: 'open_to_all', words, choices }],
      tenant: [],
    }
  }
  const identifying = connection_types.identifyingSetting(connection)
  if (identifying === undefined) return { findings: clientFinding(settings), tenant: [] }
  const tenantParam = `/settings/${identifying}`
  const secret = await heldSecret(ports, connection, body)
  // Without a client id there is nothing to try a credential with.
  const whole = { ...connection, settings: { client_id: placeholderClient, ...settings } }
  const hasClient = typeof settings.client_id === 'string'
  const examined = await identity_providers.examine({
    connection: whole,
    redirect_uri: redirectUri(ports.public_url, environment, connection),
    credentials: hasClient && secret ? [secret] : [],
  })
  const wrong = publishedFindings(ports, connection, examined, tenantParam)
  if (wrong.length > 0) return { findings: wrong, tenant: [] }
  const tenant = await identity_providers.tenantFacts(whole, language).catch((error: unknown) => {
    if (isFailure(error)) return []
    throw error
  })
  const answer = secret ? examined.credentials.get(secret.id) : undefined
  const tried = secret && hasClient ? secretFinding(ports, connection, answer, language) : []
  return {
    findings: [
      { param: tenantParam, result: 'found', code: 'tenant_found', facts: tenant },
      ...tried,
      ...clientFinding(settings, answer?.result === 'accepted'),
    ],
    tenant,
  }
}

/** Stands in while only the tenant is known. */
const placeholderClient = '00000000-0000-0000-0000-000000000001'

function sameIds({ tenant_id, client_id }: Settings): readonly Finding[] {
  return typeof client_id === 'string' && client_id === tenant_id
    ? [{ param: '/settings/client_id', result: 'wrong', code: 'same_ids' }]
    : []
}

function clientFinding({ client_id }: Settings, isAccepted = false): readonly Finding[] {
  if (typeof client_id !== 'string') return []
  return isAccepted
    ? [{ param: '/settings/client_id', result: 'found', code: 'client_accepted' }]
    : [{ param: '/settings/client_id', result: 'looks_right', code: 'client_looks_right' }]
}

/** The objections of the published documents. */
function publishedFindings(
  { connection_types }: Ports,
  { type }: ConnectionRecord,
  { findings }: Examination,
  param: string,
): readonly Finding[] {
  return findings.flatMap(({ id, result, failure, expected, received }): readonly Finding[] => {
    if (result !== 'fail') return []
    const words = { expected: expected ?? '', received: received ?? failure?.code ?? '' }
    if (failure?.code === 'tenant_and_client_swapped') {
      return [{ param, result: 'wrong', code: 'swapped', choices: ['swap'] }]
    }
    if (failure?.code === 'upstream_unreachable') {
      return [{ param, result: 'no_answer', code: 'no_answer' }]
    }
    if (id === 'cloud') return [{ param, result: 'wrong', code: 'other_cloud', words }]
    if (id === 'issuer') return [{ param, result: 'wrong', code: 'issuer_mismatch', words }]
    if (id !== 'discovery') return []
    const isUnknown = connection_types.codesMean(type, 'tenant_unknown', failure?.evidence.upstream?.codes ?? [])
    return [{ param, result: 'wrong', code: isUnknown ? 'not_found' : 'discovery_failed', words }]
  })
}

/** The credential to try: the pasted secret, or a kept one. */
async function heldSecret(
  ports: Ports,
  connection: ConnectionRecord,
  { client_secret, credential_id }: Body,
): Promise<HeldCredential | null> {
  const secret = client_secret?.trim()
  if (secret !== undefined && secret !== '') {
    if (ports.connection_types.secretProblem(connection.type, secret) !== undefined) return null
    const id = ports.keys.newId('cred')
    return { id, active: true, credential: { type: 'client_secret', client_secret: secret, not_after: null } }
  }
  if (credential_id === undefined) return null
  const { credentials } = ports.stores.in(connection.environment_id)
  const record = (await credentials.ofConnection(connection.id)).find(({ id }) => id === credential_id)
  return record ? { id: record.id, active: true, credential: openCredential(ports, record) } : null
}

/** A value has one finding: the worst, and of equal ones the first. It names a corrected value too. */
function oneForEach(findings: readonly Finding[]): readonly Finding[] {
  const order: readonly ValueFinding['result'][] = ['wrong', 'no_answer', 'warn', 'found', 'looks_right', 'changed']
  const kept = new Map<string, Finding>()
  for (const finding of findings) {
    const { param } = finding
    const before = kept.get(param)
    if (before === undefined) kept.set(param, finding)
    else {
      const [first, second] =
        order.indexOf(finding.result) < order.indexOf(before.result) ? [finding, before] : [before, finding]
      kept.set(param, {
        ...first,
        value: first.value ?? second.value ?? null,
        facts: [...(first.facts ?? []), ...(second.facts ?? [])],
      })
    }
  }
  return [...kept.values()]
}
