/**
 * The test sign-ins of a setup link, as the portal follows them: the stages, then the claims beside what the application
 * would receive. A setup session reads the claims of its own tests and of no other sign-in.
 */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import { failureText } from '@gatehouse-sso/core/failure-text'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Explanation } from '@gatehouse-sso/core/mapping/explain'
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { SetupTest } from '@gatehouse-sso/sdk/contract/setup-test'
import { presentFailure } from '../events/present.ts'
import type { Ports } from '../ports/ports.ts'
import type { SetupSession } from '../setup-links/session.ts'
import { presentTracedSignIn } from '../sign-ins/present.ts'
import { getSignIn } from '../sign-ins/sign-ins.ts'
import type { ListQuery, RecordPage } from '../stores/list.ts'
import { found } from '../work/change.ts'
import { mendAt } from './mend-at.ts'
import { stagesOf } from './stages.ts'

/** @throws Failure resource_missing for a sign-in that is no test of this link */
export async function getSetupTest(
  ports: Ports,
  { link, environment }: SetupSession,
  id: Id<'signin'>,
  language: Language,
): Promise<SetupTest> {
  const isOwn = await ports.stores.in(environment.id).setup_links.getTest(link.id, id)
  return found(isOwn ? await readTest(ports, environment.id, id, language) : undefined)
}

export async function listSetupTests(
  ports: Ports,
  { link, environment }: SetupSession,
  query: ListQuery,
  language: Language,
): Promise<RecordPage<SetupTest & { readonly id: Id<'signin'> }>> {
  const page = await ports.stores.in(environment.id).setup_links.tests(link.id, query)
  const records = await Promise.all(
    page.records.map(async ({ id }) => ({ ...(await readTest(ports, environment.id, id, language)), id })),
  )
  return { ...page, records }
}

async function readTest(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'signin'>,
  language: Language,
): Promise<SetupTest> {
  const traced = await getSignIn(ports, environment_id, id, language)
  const { sign_in, trace } = traced
  const connection = found(await ports.stores.in(environment_id).connections.get(sign_in.connection_id as Id<'conn'>))
  const codes = trace.error?.upstream?.codes ?? []
  const hints = ports.connection_types.hints(connection, codes, language)
  const shown = presentTracedSignIn({ ...traced, hints })
  const { decision } = trace
  const code = sign_in.error_code as FailureCode | null
  const refusedBy = decision?.outcome === 'refused' ? (decision.because as FailureCode) : null
  return {
    object: 'setup_test',
    sign_in_id: id,
    state: sign_in.state as SetupTest['state'],
    stages: stagesOf(protocolOf(connection.type), sign_in.state, shown.steps),
    started_at: isoTime(sign_in.created_at),
    finished_at: isoTimeOrNull(sign_in.finished_at),
    error: shown.error ?? (code === null ? null : bareFailure(code, language)),
    mend_at: code === null ? null : mendAt(ports, connection.type, code, codes),
    claims: shown.claims,
    mapping: shown.mapping,
    receives:
      trace.mapping.length === 0 ? null : receivedOf(trace.mapping, decision?.roles.map(({ role }) => role) ?? []),
    roles: shown.decision?.roles ?? [],
    groups: await groupsOf(ports, environment_id, sign_in.organization_id as Id<'org'>, trace.mapping),
    warnings: shown.decision?.warnings ?? [],
    refused: refusedBy !== null && refusedBy in failures ? bareFailure(refusedBy, language) : null,
    steps: shown.steps,
  }
}

function bareFailure(code: FailureCode, language: Language): NonNullable<SetupTest['error']> {
  const { title, remedy } = failureText(code, language)
  const { who } = failures[code]
  return presentFailure({ code, title, who, remedy, expected: null, received: null, upstream: null }, [])
}

/** The values of an ID token that say who the person is. */
function receivedOf(mapping: readonly Explanation[], roles: readonly string[]): Readonly<Record<string, unknown>> {
  const value = (attribute: string): unknown => mapping.find((each) => each.attribute === attribute)?.value ?? null
  return {
    email: value('email'),
    name: value('name'),
    given_name: value('given_name'),
    family_name: value('family_name'),
    preferred_username: value('preferred_username'),
    role: roles[0] ?? null,
    roles,
    groups: value('groups') ?? [],
  }
}

/** Groups that a page shows. */
const shownGroups = 200

/** The groups that came, with what is known of each. */
async function groupsOf(
  ports: Ports,
  environment_id: Id<'env'>,
  organization_id: Id<'org'>,
  mapping: readonly Explanation[],
): Promise<SetupTest['groups']> {
  const value = mapping.find(({ attribute }) => attribute === 'groups')?.value
  const ids = Array.isArray(value)
    ? value.filter((id): id is string => typeof id === 'string').slice(0, shownGroups)
    : []
  if (ids.length === 0) return []
  const known = (await ports.configuration.organization(environment_id, organization_id))?.groups ?? []
  return ids.map((idp_id) => {
    const group = known.find((each) => each.idp_id === idp_id)
    return { idp_id, name: group?.name ?? null, roles: [...(group?.roles ?? [])] }
  })
}
