/** Environments: isolated worlds, each with its own issuer and signing keys. */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { idTokenAlgorithms } from '@gatehouse-sso/core/oauth/metadata'
import type { environments } from '@gatehouse-sso/sdk/contract/environments'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { CallbackAlias, EnvironmentRecord } from '../stores/environments.ts'
import type { RoleRecord } from '../stores/roles.ts'
import { change, checkVersion, firstVersion, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { aliasProblem } from './callback-aliases.ts'
import { checkSlug } from './console-doors.ts'
import { presentEnvironment } from './present.ts'
import { newSigningKey } from './signing-keys.ts'

const defaultTraceDays = 30

/**
 * Creates an environment with its signing keys and a default role `member`. The first one is the default.
 * @throws Failure already_exists, values_invalid for a slug that the console needs itself
 */
export async function createEnvironment(
  work: Work,
  input: ParsedBody<typeof environments.create>,
): Promise<EnvironmentRecord> {
  const { ports } = work
  checkSlug(input.slug)
  const id = ports.keys.newId('env')
  // An RSA key takes a quarter of a second on a thread. A unit must not wait, so the keys are made before it.
  const signingKeys = await Promise.all(idTokenAlgorithms.map((alg) => newSigningKey(ports, id, alg, 'current')))
  return change(work, async () => {
    if (await ports.stores.environments.bySlug(input.slug)) throw new Failure('already_exists', { param: 'slug' })
    const is_default = (await ports.stores.environments.default()) === undefined
    const { name, slug, kind, trace_days = defaultTraceDays, suggested_application_name = null } = input
    const environment: EnvironmentRecord = {
      id,
      name,
      slug,
      kind,
      is_default,
      trace_days,
      callback_aliases: [],
      suggested_application_name,
      ...firstVersion(ports),
    }
    const member: RoleRecord = {
      id: ports.keys.newId('role'),
      environment_id: id,
      slug: 'member',
      name: 'Member',
      description: null,
      position: 100,
      is_default: true,
      assignable_by_customer: false,
      claim_values: [],
      ...firstVersion(ports),
    }
    const { roles, signing_keys } = ports.stores.in(id)
    const writes = [
      ports.stores.environments.insert(environment),
      roles.insert(member),
      ...signingKeys.map(signing_keys.insert),
    ]
    const events = [
      {
        type: 'environment.created',
        environment_id: id,
        object: presentEnvironment(ports.public_url, environment),
      },
    ] as const
    return { writes, result: environment, events }
  })
}

/** @throws Failure resource_missing, precondition_failed */
export function updateEnvironment(
  work: Work,
  id: Id<'env'>,
  input: ParsedBody<typeof environments.update>,
  version: number | undefined,
): Promise<EnvironmentRecord> {
  const { ports } = work
  const store = ports.stores.environments
  return change(work, async () => {
    const record = found(await store.get(id))
    checkVersion(record, version)
    checkAliases(input.callback_aliases ?? [])
    const { suggested_application_name = record.suggested_application_name } = input
    const next = nextVersion(ports, record, {
      suggested_application_name,
      name: input.name ?? record.name,
      trace_days: input.trace_days ?? record.trace_days,
      callback_aliases: input.callback_aliases ?? record.callback_aliases,
    })
    const [before, object] = [presentEnvironment(ports.public_url, record), presentEnvironment(ports.public_url, next)]
    const events = [{ type: 'environment.updated', environment_id: id, object, before }] as const
    return { writes: [store.update(next, record.version)], result: next, events }
  })
}

/** @throws Failure values_invalid */
function checkAliases(aliases: readonly CallbackAlias[]): void {
  const errors = aliases.flatMap(({ path }, index) => {
    const message = aliasProblem(path)
    return message === undefined ? [] : [{ param: `/callback_aliases/${index}/path`, code: 'invalid_value', message }]
  })
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
}
