/**
 * The reach of a setup session: one organization, one connection of it, and of each operation the part that the contract
 * names. Everything else looks as if it were not there.
 */
import { Failure, type FieldError } from '@gatehouse-sso/core/failure'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { Ports } from '../ports/ports.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'
import { checkKeptSecret } from './kept-secret.ts'
import type { SetupSession } from './session.ts'

/** The parts of a call that name things, parsed. */
export interface NamedThings {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>> | undefined
}

/** @throws Failure setup_intent_missing, state_conflict for a setup that is complete */
export function checkIntent(link: SetupLinkRecord, { id, method, setup }: Operation): void {
  const allowed = setup?.intents ?? []
  if (!allowed.some((intent) => link.intents.includes(intent))) {
    throw new Failure('setup_intent_missing', { expected: allowed.join(' or ') || 'an API key' })
  }
  const { only_step } = link
  if (only_step !== null && method !== 'GET' && !setup?.steps?.includes(only_step)) {
    throw new Failure('setup_intent_missing', { expected: 'a link for all steps', received: `one for ${only_step}` })
  }
  if (link.completed_at !== null && id !== 'setup.get' && id !== 'setup.leave')
    throw new Failure('setup_link_completed')
}

/**
 * Checks what a call names, and narrows its lists to what the session may see.
 * @returns the query to go on with
 * @throws Failure resource_missing, values_invalid, setup_intent_missing
 */
export async function checkReach(
  ports: Ports,
  { link, environment }: SetupSession,
  operation: Operation,
  { params, query, body }: NamedThings,
): Promise<Readonly<Record<string, unknown>>> {
  checkFields(operation, link, body)
  if (operation.id.startsWith('setup.')) return query
  const stores = ports.stores.in(environment.id)
  const { organization_id, connection_id } = link
  const missing = (): Failure => new Failure('resource_missing')
  for (const place of [params, body ?? {}]) {
    if ('organization_id' in place && place.organization_id !== organization_id) throw missing()
    if ('connection_id' in place && place.connection_id !== connection_id) throw missing()
  }
  if ('group_id' in params) {
    const group = await stores.groups.get(params.group_id as never)
    if (group?.organization_id !== organization_id) throw missing()
  }
  if ('sign_in_id' in params) {
    const sign_in = await stores.sign_ins.get(params.sign_in_id as string)
    if (connection_id === null || sign_in?.connection_id !== connection_id) throw missing()
  }
  await checkWhenOn(ports, link, operation, body)
  await checkRoles(ports, environment.id, body)
  if (operation.id === 'connections.update' && isObject(body?.settings)) {
    await checkKeptSecret(ports, link, body.settings)
  }
  return { ...query, ...narrowed(operation, link) }
}

/** @throws Failure setup_intent_missing for a change that counts at once for people who sign in */
async function checkWhenOn(
  ports: Ports,
  link: SetupLinkRecord,
  { setup }: Operation,
  body: Readonly<Record<string, unknown>> | undefined,
): Promise<void> {
  const { intents_when_on: needed, fields_when_on: fields } = setup ?? {}
  if (needed === undefined || link.connection_id === null) return
  if (fields !== undefined && !fields.some((pointer) => valueAt(body, pointer) !== undefined)) return
  if (needed.some((intent) => link.intents.includes(intent))) return
  const connection = await ports.stores.in(link.environment_id).connections.get(link.connection_id)
  if (connection && connection.state !== 'draft') {
    throw new Failure('setup_intent_missing', { expected: needed.join(' or ') })
  }
}

/** A list without a thing in its path is narrowed by its filters. */
function narrowed(
  { id }: Operation,
  { organization_id, connection_id }: SetupLinkRecord,
): Readonly<Record<string, unknown>> {
  if (id === 'groups.list') return { organization_id }
  if (id !== 'signIns.list') return {}
  if (connection_id === null) throw new Failure('resource_missing')
  return { organization_id, connection_id }
}

/** @throws Failure values_invalid for members that a setup session may not send */
function checkFields(
  { setup, body: schema }: Operation,
  { only_step }: SetupLinkRecord,
  body: Readonly<Record<string, unknown>> | undefined,
): void {
  if (schema === undefined || setup?.fields === undefined) return
  const { except = [], step_fields } = setup
  const fields = (only_step === null ? undefined : step_fields?.[only_step]) ?? setup.fields
  // An object is its members, so that one of them may be allowed alone.
  const sent = Object.entries(body ?? {}).flatMap(([name, value]) => {
    const members = isObject(value) ? Object.keys(value) : []
    return members.length > 0 ? members.map((member) => `/${name}/${member}`) : [`/${name}`]
  })
  const refused = sent.filter(
    (pointer) =>
      except.includes(pointer) || !fields.some((field) => pointer === field || pointer.startsWith(`${field}/`)),
  )
  // A default that the schema filled in was not sent. Members have no defaults.
  const isDefault = (pointer: string): boolean => /^\/[^/]+$/.test(pointer) && valueAt(body, pointer) === false
  const errors: FieldError[] = refused
    .filter((pointer) => !isDefault(pointer))
    .map((param) => ({ param, code: 'not_allowed', message: 'cannot be changed in the setup portal: ask the vendor' }))
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
}

/** @throws Failure values_invalid for a role that a customer may not give */
async function checkRoles(
  ports: Ports,
  environment_id: SetupSession['environment']['id'],
  body: Readonly<Record<string, unknown>> | undefined,
): Promise<void> {
  const roles = body?.roles
  if (!Array.isArray(roles) || roles.length === 0) return
  const all = await ports.stores.in(environment_id).roles.all()
  const given = all.filter(({ assignable_by_customer }) => assignable_by_customer).map(({ slug }) => slug)
  const errors = roles.flatMap((slug: unknown, index): FieldError[] =>
    given.includes(String(slug))
      ? []
      : [{ param: `/roles/${index}`, code: 'not_allowed', message: 'is not a role that the setup portal may give' }],
  )
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(body: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body)
}
