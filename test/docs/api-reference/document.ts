/** Reads the OpenAPI document: its operations, their answers and failures, and where each schema is described. */
import { contract } from '@gatehouse-sso/sdk/contract'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import { nameOfRef, type Schema } from './schema.ts'

interface Content {
  readonly 'application/json': { readonly schema: Schema; readonly example?: unknown }
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}

export interface DocumentedOperation {
  readonly description: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
}

export interface OpenapiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, { readonly description: string }>>
  }
}

/** The codes in the description of a response. */
export const codesIn = (description: string): readonly string[] =>
  [...description.matchAll(/`(\w+)`: /g)].map(([, code]) => String(code))

export function documented({ paths }: OpenapiDocument, { path, method, id }: Operation): DocumentedOperation {
  const found = paths[path]?.[method.toLowerCase()]
  if (found === undefined) throw new Error(`${id} is not in the document`)
  return found
}

/** The schema of an answer: its name, and whether the answer is a page of a list of it. */
export function answerOf({ responses }: DocumentedOperation) {
  const [status = '', { content } = {}] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? []
  const { schema, example } = content?.['application/json'] ?? {}
  const item = schema?.properties?.data?.items?.$ref
  const ref = schema?.$ref ?? item
  const one = item === undefined ? example : (example as { data?: readonly unknown[] } | undefined)?.data?.[0]
  return { status, name: ref === undefined ? undefined : nameOfRef(ref), isList: item !== undefined, example: one }
}

function namesIn(schema: unknown): readonly string[] {
  return [...JSON.stringify(schema ?? null).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) =>
    String(name),
  )
}

/** Each named schema → the noun whose page describes it: the first that answers with it, else the first that needs it. */
export function homesOf(document: OpenapiDocument): ReadonlyMap<string, string> {
  const homes = new Map<string, string>([['Error', '']])
  const each = Object.entries(contract).map(
    ([noun, verbs]) => [noun, Object.values<Operation>(verbs).map((one) => documented(document, one))] as const,
  )
  for (const [noun, operations] of each) {
    for (const { name } of operations.map(answerOf)) if (name !== undefined && !homes.has(name)) homes.set(name, noun)
  }
  for (const [noun, operations] of each) {
    const open = operations.flatMap(({ requestBody, responses }) => namesIn([requestBody, responses]))
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const isNew = !homes.has(name)
      if (isNew) homes.set(name, noun)
      if (isNew || homes.get(name) === noun)
        open.push(...namesIn(document.components.schemas[name]).filter((inner) => !homes.has(inner)))
    }
  }
  return homes
}

/** The codes that every operation may answer. */
export const always = ({ components }: OpenapiDocument): readonly string[] =>
  Object.values(components.responses).flatMap(({ description }) => codesIn(description))
