/** `expand[]`: the resource itself beside its id, one level deep, as its own `get` shows it. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { contract } from '@gatehouse-sso/sdk/contract/contract'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { Call, OperationResult } from './call.ts'
import { handlers } from './handlers.ts'

type Get = (call: Call<Operation>) => Promise<OperationResult<unknown>>

const gets: Readonly<Record<string, { readonly operation: Operation; readonly get: Get }>> = {
  organization: { operation: contract.organizations.get, get: handlers.organizations.get as unknown as Get },
  connection: { operation: contract.connections.get, get: handlers.connections.get as unknown as Get },
  application: { operation: contract.applications.get, get: handlers.applications.get as unknown as Get },
  user: { operation: contract.users.get, get: handlers.users.get as unknown as Get },
}

/**
 * @param names checked against the contract
 * @throws Failure scope_missing when the key may not read what is to be shown
 */
export async function expandAnswer(call: Call<Operation>, names: readonly string[], body: unknown): Promise<unknown> {
  const wanted = names.flatMap((name) => (gets[name] ? [{ name, ...gets[name] }] : []))
  for (const { operation } of wanted) checkScope(call, operation)
  /** Each resource is read once, however many refer to it. */
  const shown = new Map<string, Promise<unknown>>()
  const show = (name: string, get: Get, id: string): Promise<unknown> => {
    const known = shown.get(id) ?? showOne(call, name, get, id)
    shown.set(id, known)
    return known
  }
  const expandOne = async (item: object): Promise<object> => {
    const expanded: Record<string, unknown> = { ...item }
    for (const { name, get } of wanted) {
      const id = expanded[`${name}_id`]
      const thing = typeof id === 'string' ? await show(name, get, id) : undefined
      if (thing !== undefined) expanded[name] = thing
    }
    return expanded
  }
  if (!isList(body)) return expandOne(body as object)
  return { ...body, data: await Promise.all(body.data.map(expandOne)) }
}

/** @returns `undefined` for a resource that was deleted */
async function showOne(call: Call<Operation>, name: string, get: Get, id: string): Promise<unknown> {
  try {
    const { body } = await get({ ...call, params: { [`${name}_id`]: id }, query: {}, version: undefined })
    return body
  } catch (error) {
    if (isFailure(error, 'resource_missing')) return undefined
    throw error
  }
}

function checkScope({ principal }: Call<Operation>, { scope }: Operation): void {
  if (principal.kind !== 'api_key' || scope === null || principal.scopes.includes(scope)) return
  throw new Failure('scope_missing', { param: 'expand[]', expected: scope })
}

function isList(body: unknown): body is { readonly data: readonly object[] } {
  return typeof body === 'object' && body !== null && 'object' in body && body.object === 'list'
}
