/** The input of an operation as fields, and the typed flags as its input. */
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import { askSecret, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage.ts'
import { fromVariable, readText } from './access.ts'
import { type Field, fieldsOf, parseJson, readField } from './fields.ts'

/** Flags as Commander gives them: `--client-id` is `clientId`. */
export type Typed = Readonly<Record<string, string | true | readonly string[] | undefined>>

export function inputOf({
  params,
  query,
  body,
}: Operation): Readonly<Record<'params' | 'query' | 'body', readonly Field[]>> {
  return { params: fieldsOf(params), query: fieldsOf(query), body: body === undefined ? [] : fieldsOf(body) }
}

/** Tells whether the operation returns a page of a list. */
export const isList = ({ output, method }: Operation): boolean =>
  method === 'GET' && output !== undefined && 'shape' in output && 'list_metadata' in (output.shape as object)

export interface Input {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>> | undefined
}

/** @throws UsageError that names the flag */
export async function readInput(
  operation: Operation,
  ids: readonly string[],
  flags: Typed,
  terminal: Pick<Terminal, 'interactive'>,
): Promise<Input> {
  const input = inputOf(operation)
  return {
    params: Object.fromEntries(input.params.map(({ name }, index) => [name, ids[index]])),
    query: typedFields(input.query, flags),
    body: operation.body === undefined ? undefined : await bodyOf(input.body, flags, terminal),
  }
}

const camel = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

function typedFields(fields: readonly Field[], flags: Typed): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const typed = flags[camel(field.flag)]
      return typed === undefined ? [] : [[field.name, readField(field, typed)]]
    }),
  )
}

/**
 * Builds the body from constants, a file, flags and secrets; a later source overrides. @throws UsageError that names
 * every missing flag
 */
async function bodyOf(
  fields: readonly Field[],
  flags: Typed,
  terminal: Pick<Terminal, 'interactive'>,
): Promise<Record<string, unknown>> {
  const file = typeof flags.body === 'string' ? (parseJson(readText(flags.body), 'the body') as object) : {}
  const constants = fields.filter(({ schema }) => typeof schema.const === 'string')
  const body: Record<string, unknown> = {
    ...Object.fromEntries(constants.map(({ name, schema }) => [name, schema.const])),
    ...file,
    ...typedFields(
      fields.filter(({ kind }) => kind !== 'secret'),
      flags,
    ),
  }
  const secrets = fields.filter(({ kind }) => kind === 'secret')
  for (const field of secrets) {
    body[field.name] ??= await secretOf(field, flags, terminal, isWanted(field, fields, body))
  }
  const missing = fields.filter((field) => isWanted(field, fields, body) && body[field.name] === undefined)
  if (missing.length > 0) {
    const names = missing.map(({ flag, kind }) => (kind === 'secret' ? `--${flag}-file` : `--${flag}`)).join(', ')
    throw new UsageError(`${names} ${missing.length === 1 ? 'is' : 'are'} missing`, 'Add --help to see an example.')
  }
  return body
}

/** A secret that the schema leaves open is needed where the type of the new thing has its name. */
function isWanted({ name, kind, required }: Field, fields: readonly Field[], body: Record<string, unknown>): boolean {
  const type = fields.find((field) => field.name === 'type')?.schema.default
  return required || (kind === 'secret' && (body.type ?? type) === name)
}

async function secretOf(
  { name, flag }: Field,
  flags: Typed,
  terminal: Pick<Terminal, 'interactive'>,
  isWanted: boolean,
): Promise<string | undefined> {
  const path = flags[camel(`${flag}-file`)]
  if (typeof path === 'string') return readText(path)
  if (!isWanted) return undefined
  const given = fromVariable(`GATEHOUSE_${name.toUpperCase()}`, process.env)
  if (given !== undefined || !terminal.interactive) return given
  return (await askSecret(name.replaceAll('_', ' '))) || undefined
}
