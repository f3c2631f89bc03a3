/**
 * Finds the breaking changes between two OpenAPI documents. Under /v1 there may be none: operations, parameters, fields
 * and values are only added, and nothing new becomes required in a request.
 */
type Json = Readonly<Record<string, unknown>>

const methods = ['get', 'post', 'patch', 'delete', 'put']

/** @returns one line for each breaking change; none when all changes are additive */
export function breakingChanges(before: Json, after: Json): readonly string[] {
  const [old, now] = [open(before), open(after)]
  return old.operations.flatMap(({ route, operation }) => {
    const other = now.operations.find((candidate) => candidate.route === route)?.operation
    if (!other) return [`${route} is gone`]
    const found: string[] = []
    const say = (what: string): number => found.push(`${route}: ${what}`)
    compareParameters(old, operation, now, other, say)
    const body = (side: Opened, item: Json): Json => schemaIn(side, item.requestBody as Json | undefined)
    compareInput(old, body(old, operation), now, body(now, other), 'body', say)
    compareAnswers(old, operation, now, other, say)
    return found
  })
}

interface Opened {
  readonly operations: readonly { readonly route: string; readonly operation: Json }[]
  resolve(schema: unknown): Json
}

function open(document: Json): Opened {
  const operations = Object.entries(document.paths as Json).flatMap(([path, item]) =>
    Object.entries(item as Json)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation: operation as Json })),
  )
  const resolve = (schema: unknown): Json => {
    const { $ref } = (schema ?? {}) as { $ref?: string }
    if ($ref === undefined) return (schema ?? {}) as Json
    return resolve(
      $ref
        .slice(2)
        .split('/')
        .reduce<unknown>((value, name) => (value as Json)[name], document),
    )
  }
  return { operations, resolve }
}

type Say = (what: string) => void

function compareParameters(old: Opened, before: Json, now: Opened, after: Json, say: Say): void {
  const named = (item: Json): Map<string, Json> =>
    new Map(((item.parameters ?? []) as Json[]).map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]))
  const [was, is] = [named(before), named(after)]
  for (const [name, parameter] of was) {
    const other = is.get(name)
    if (!other) say(`parameter ${name} is gone`)
    else compareInput(old, old.resolve(parameter.schema), now, now.resolve(other.schema), name, say)
  }
  for (const [name, { required }] of is) {
    if (required === true && was.get(name)?.required !== true) say(`parameter ${name} must be sent`)
  }
}

/** Every input that was allowed must stay allowed. */
function compareInput(old: Opened, before: Json, now: Opened, after: Json, path: string, say: Say): void {
  const values = (schema: Json): readonly unknown[] => (schema.enum ?? []) as unknown[]
  for (const value of values(before)) if (!values(after).includes(value)) say(`${path} does not take ${value} any more`)
  if (String(before.type ?? after.type) !== String(after.type))
    say(`${path} is ${after.type} instead of ${before.type}`)
  const [was, is] = [(before.properties ?? {}) as Json, (after.properties ?? {}) as Json]
  for (const [name, schema] of Object.entries(was)) {
    if (is[name] === undefined) say(`${path}.${name} is not taken any more`)
    else compareInput(old, old.resolve(schema), now, now.resolve(is[name]), `${path}.${name}`, say)
  }
  const [needed, needs] = [(before.required ?? []) as string[], (after.required ?? []) as string[]]
  for (const name of needs) if (!needed.includes(name)) say(`${path}.${name} must be sent`)
}

function compareAnswers(old: Opened, before: Json, now: Opened, after: Json, say: Say): void {
  const success = (item: Json): [string, Json] | undefined =>
    Object.entries(item.responses as Json).find(([status]) => status.startsWith('2')) as [string, Json] | undefined
  const [was, is] = [success(before), success(after)]
  if (was?.[0] !== is?.[0]) say(`answers ${is?.[0]} instead of ${was?.[0]}`)
  compareOutput(old, schemaIn(old, was?.[1]), now, schemaIn(now, is?.[1]), 'answer', say)
}

/** Every field of an answer must stay, with its type. */
function compareOutput(old: Opened, before: Json, now: Opened, after: Json, path: string, say: Say): void {
  if (String(before.type) !== String(after.type)) say(`${path} is ${after.type} instead of ${before.type}`)
  const [was, is] = [(before.properties ?? {}) as Json, (after.properties ?? {}) as Json]
  const required = (after.required ?? []) as string[]
  for (const [name, schema] of Object.entries(was)) {
    if (is[name] === undefined) say(`${path}.${name} is gone`)
    else compareOutput(old, old.resolve(schema), now, now.resolve(is[name]), `${path}.${name}`, say)
  }
  for (const name of (before.required ?? []) as string[]) {
    if (is[name] !== undefined && !required.includes(name)) say(`${path}.${name} may be missing`)
  }
  if (before.items) compareOutput(old, old.resolve(before.items), now, now.resolve(after.items), `${path}[]`, say)
}

function schemaIn(side: Opened, holder: Json | undefined): Json {
  const content = (holder?.content ?? {}) as Json
  return side.resolve((content['application/json'] as Json | undefined)?.schema)
}
