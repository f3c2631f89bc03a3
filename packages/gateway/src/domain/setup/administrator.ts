/**
 * The way back of an administrator whom a link names: a sign-in through the connection that it manages.
 *
 *   /setup/return/{link}          a page with a button; GET changes nothing
 *   the button                    beginAsAdministrator(): a test of the connection → identity provider
 *   /sso/oidc/callback/{conn}     enterAsAdministrator(): a setup session, or 403
 *
 * A link names addresses. The first person who proves one of them is bound to it by identity; later the identity decides,
 * and the address nothing. Anybody else is refused, however well they can sign in.
 */
import { emailKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import { type Id, isId } from '@gatehouse-sso/core/ids'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import { setupLinkState } from '../setup-links/present.ts'
import { type StartedSetup, startedSession } from '../setup-links/session.ts'
import { beginReturn } from '../sign-in/return.ts'
import type { ReturnedPerson } from '../sign-ins/flow.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'
import type { Write } from '../stores/unit.ts'
import { change, firstVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'

const yearMs = 365 * 24 * 60 * 60_000
/** A link to manage a connection ends when it is revoked, or after this many years. */
const years = 5

/** The address at which the administrators of a link come back. */
export function returnAddress({ public_url }: Ports, environment: EnvironmentRecord, { id }: SetupLinkRecord): string {
  return `${issuerOf(public_url, environment)}/setup/return/${id.slice('setup_'.length)}`
}

/** The link with which the named administrators manage what they have set up. Its token is known to nobody. */
export function managementLink(ports: Ports, done: SetupLinkRecord): SetupLinkRecord | null {
  if (done.admin_emails.length === 0) return null
  return {
    ...done,
    id: ports.keys.newId('setup'),
    parent_id: null,
    intents: ['manage', 'domains'],
    only_step: null,
    token_hash: ports.keys.sha256(ports.keys.newSecret(256)),
    uses: [],
    expires_at: ports.now() + years * yearMs,
    activation_requested_at: null,
    completed_at: null,
    revoked_at: null,
    ...firstVersion(ports),
  }
}

/** @throws Failure setup_link_invalid, setup_link_expired, setup_link_revoked */
export async function returningTo(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_id: string,
): Promise<{ readonly link: SetupLinkRecord; readonly connection: ConnectionRecord }> {
  const id = `setup_${unverified_id}`
  const stores = ports.stores.in(environment.id)
  const link = isId('setup', id) ? await stores.setup_links.get(id) : undefined
  const connection = link?.connection_id ? await stores.connections.get(link.connection_id) : undefined
  // A link that names nobody looks like one that does not exist.
  if (!link || !connection || !link.intents.includes('manage') || link.admin_emails.length === 0) {
    throw new Failure('setup_link_invalid')
  }
  const state = setupLinkState(link, ports.now())
  if (state === 'revoked') throw new Failure('setup_link_revoked')
  if (state === 'expired') throw new Failure('setup_link_expired')
  return { link, connection }
}

/**
 * Begins the sign-in.
 * @returns the address at the identity provider
 * @throws Failure as returningTo; and why the identity provider cannot be asked
 */
export async function beginAsAdministrator(
  work: Work,
  environment: EnvironmentRecord,
  unverified_id: string,
  browser_hash: string,
): Promise<string> {
  const { link, connection } = await returningTo(work.ports, environment, unverified_id)
  return beginReturn(work, environment, connection, browser_hash, { kind: 'setup', setup_link_id: link.id })
}

/**
 * Lets a verified person in, if the link names them.
 * @throws Failure setup_administrator_unknown; as returningTo
 */
export function enterAsAdministrator(
  work: Work,
  environment: EnvironmentRecord,
  setup_link_id: Id<'setup'>,
  person: ReturnedPerson,
): Promise<StartedSetup> {
  const { ports } = work
  const { setup_links } = ports.stores.in(environment.id)
  return change(work, async () => {
    const { link } = await returningTo(ports, environment, setup_link_id.slice('setup_'.length))
    const bound = await setup_links.administrators(link.id)
    const known = bound.some(({ authority, subject }) => authority === person.authority && subject === person.subject)
    const taken = bound.map(({ email_key }) => email_key)
    const bindings = known ? [] : [bindingOf(ports, link, taken, person)]
    const started = startedSession(work, link, person.name ?? person.email_keys[0] ?? null)
    return {
      ...started,
      writes: [...bindings.map((record): Write => setup_links.insertAdministrator(record)), ...started.writes],
    }
  })
}

/** @throws Failure setup_administrator_unknown */
function bindingOf(ports: Ports, link: SetupLinkRecord, taken: readonly string[], person: ReturnedPerson) {
  const named = link.admin_emails.map(emailKey).filter((key): key is string => key !== undefined)
  const email_key = person.email_keys.find((key) => named.includes(key) && !taken.includes(key))
  if (email_key === undefined) throw new Failure('setup_administrator_unknown')
  const { authority, subject } = person
  const created_at = ports.now()
  return {
    setup_link_id: link.id,
    environment_id: link.environment_id,
    email_key,
    authority,
    subject,
    created_at,
  }
}
