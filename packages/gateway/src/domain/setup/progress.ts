/** How far a setup has come. It is kept with the link, so that it goes on in another browser. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { setup as contract } from '@gatehouse-sso/sdk/contract/setup'
import { newConnection } from '../connections/connections.ts'
import type { SetupSession } from '../setup-links/session.ts'
import type { SetupLinkRecord, SetupProgress } from '../stores/setup-links.ts'
import { change, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'

/** The connections that an organization may have before the portal makes no more drafts. */
const mostConnections = 10

/** @throws Failure setup_session_missing when the link is gone meanwhile */
export function saveProgress(
  work: Work,
  session: SetupSession,
  { language, ...progress }: ParsedBody<typeof contract.update>,
): Promise<SetupLinkRecord> {
  return changeLink(work, session, (link) => ({
    language: language ?? link.language,
    progress: { ...link.progress, ...definedOnly(progress) },
  }))
}

/** Keeps what became known of the tenant. */
export function saveTenant(work: Work, session: SetupSession, tenant: readonly string[]): Promise<SetupLinkRecord> {
  return changeLink(work, session, (link) => ({ progress: { ...link.progress, tenant } }))
}

/**
 * Chooses the kind of identity provider. The draft of an earlier choice of the same kind is found again.
 * @throws Failure state_conflict for a connection that is on; limit_reached
 */
export function chooseProvider(
  work: Work,
  { link: { id }, environment }: SetupSession,
  { type }: ParsedBody<typeof contract.choose>,
): Promise<SetupLinkRecord> {
  const { ports } = work
  const { connections, setup_links } = ports.stores.in(environment.id)
  // One unit: browsers that choose at the same moment make one draft.
  return change(work, async () => {
    const link = found(await setup_links.get(id))
    const { organization_id } = link
    const current = link.connection_id === null ? undefined : await connections.get(link.connection_id)
    if (current?.type === type) return { writes: [], result: link }
    if (current && current.state !== 'draft') {
      throw new Failure('state_conflict', { expected: 'a draft', received: current.state })
    }
    const { records } = await connections.list({ organization_id, limit: mostConnections, order: 'desc' })
    const draft = records.find((each) => each.type === type && each.state === 'draft')
    if (!draft && records.length >= mostConnections) {
      throw new Failure('limit_reached', { expected: `${mostConnections} connections of an organization at most` })
    }
    const made = draft ? null : await newConnection(work, environment, { organization_id, type })
    const next = nextVersion(ports, link, {
      connection_id: (draft ?? made?.result.connection)?.id ?? null,
      progress: { step: 'register', done_steps: ['provider'], done_actions: [], tenant: [] },
    })
    return {
      writes: [...(made?.writes ?? []), setup_links.update(next, link.version)],
      result: next,
      events: made?.events ?? [],
    }
  })
}

/** @throws Failure resource_missing */
export function changeLink(
  work: Work,
  { link, environment }: SetupSession,
  changes: (link: SetupLinkRecord) => Partial<SetupLinkRecord>,
): Promise<SetupLinkRecord> {
  const { ports } = work
  const { setup_links } = ports.stores.in(environment.id)
  return change(work, async () => {
    const record = found(await setup_links.get(link.id))
    const next = nextVersion(ports, record, changes(record))
    return { writes: [setup_links.update(next, record.version)], result: next }
  })
}

function definedOnly(
  progress: { readonly [K in keyof SetupProgress]?: SetupProgress[K] | undefined },
): Partial<SetupProgress> {
  return Object.fromEntries(Object.entries(progress).filter(([, value]) => value !== undefined))
}
