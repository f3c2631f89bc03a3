/**
 * Fields of the contract as flags. The schema of a field decides the form of its flag, so a new field is a new flag:
 *
 *   text, number, choice   --name Contoso
 *   yes or no              --verified, --require-pkce false
 *   list                   --redirect-uris https://a --redirect-uris https://b
 *   map                    --settings tenant_id=… --settings scopes:='["openid"]'     (:= takes JSON)
 *   list of objects        --domains domain=contoso.example,verified=true
 *   secret                 --client-secret-file <path>, GATEHOUSE_CLIENT_SECRET, or a prompt; never on the command line
 *
 * An empty text clears a nullable field.
 */
import { z } from 'zod'
import { UsageError } from '../usage.ts'
import { flagOf } from './names.ts'

type Schema = z.core.JSONSchema.BaseSchema

export type FieldKind = 'text' | 'number' | 'choice' | 'boolean' | 'list' | 'map' | 'objects' | 'secret'

export interface Field {
  readonly name: string
  readonly flag: string
  readonly kind: FieldKind
  readonly choices: readonly string[]
  readonly required: boolean
  readonly nullable: boolean
  readonly description: string
  /** The prefix of the ids that the field takes: `org`. */
  readonly id_prefix: string | undefined
  readonly schema: Schema
}

/** The fields of an object schema, in its order. */
export function fieldsOf(object: z.ZodObject): readonly Field[] {
  const whole = z.toJSONSchema(object, { io: 'input', unrepresentable: 'any' }) as Schema
  const { properties = {}, required = [], $defs = {} } = whole
  return Object.entries(properties).map(([name, property]) => {
    const { $ref, ...own } = property as Schema
    const part = $ref === undefined ? undefined : ($defs[$ref.replace('#/$defs/', '')] as Schema)
    return fieldOf(name, { ...part, ...own } as Schema, required.includes(name))
  })
}

function fieldOf(name: string, whole: Schema, required: boolean): Field {
  const schema = withoutNull(whole)
  return {
    name,
    flag: flagOf(name),
    kind: kindOf(whole, schema),
    choices: (schema.enum ?? (schema.items as Schema | undefined)?.enum ?? []).map(String),
    // A field with only one possible value may be left out.
    required: required && schema.const === undefined,
    nullable: whole !== schema,
    description: whole.description ?? schema.description ?? '',
    id_prefix: /^\^([a-z]+)_\[0-7\]/.exec(schema.pattern ?? '')?.[1],
    schema,
  }
}

function withoutNull(schema: Schema): Schema {
  if (Array.isArray(schema.type)) {
    const [type] = schema.type.filter((one: string) => one !== 'null')
    return { ...schema, type } as Schema
  }
  const rest = schema.anyOf?.filter((option) => (option as Schema).type !== 'null') ?? []
  return rest.length === 1 && schema.anyOf?.length === 2 ? (rest[0] as Schema) : schema
}

function kindOf(whole: Schema, schema: Schema): FieldKind {
  if (whole.writeOnly === true) return 'secret'
  if (schema.enum !== undefined || (schema.const !== undefined && schema.type === 'string')) return 'choice'
  if (schema.type === 'array') return (schema.items as Schema | undefined)?.type === 'object' ? 'objects' : 'list'
  if (schema.type === 'object') return 'map'
  if (schema.type === 'boolean') return 'boolean'
  return schema.type === 'number' || schema.type === 'integer' ? 'number' : 'text'
}

/** Converts the typed text to the value of the field. @throws UsageError */
export function readField(field: Field, typed: string | true | readonly string[]): unknown {
  const texts = typeof typed === 'object' ? typed : [typed]
  if (field.kind === 'map') return readMap(field, texts.map(String))
  if (field.kind === 'objects') return texts.map((text) => readObject(field, String(text)))
  if (field.kind === 'list') return texts.map(String)
  const [text = ''] = texts
  if (text === '' && field.nullable) return null
  return readScalar(field.schema, text, `--${field.flag}`)
}

function readScalar(schema: Schema, text: string | true, flag: string): unknown {
  if (schema.type === 'boolean') {
    if (text === true || text === 'true') return true
    if (text === 'false') return false
    throw new UsageError(`${flag} must be true or false, not ${text}`, `Write ${flag} or ${flag} false.`)
  }
  if (schema.type === 'number' || schema.type === 'integer') {
    const value = Number(text)
    if (text !== '' && Number.isFinite(value)) return value
    throw new UsageError(`${flag} must be a number, not ${text}`, `Write ${flag} 10.`)
  }
  return text
}

function readMap(field: Field, texts: readonly string[]): unknown {
  const [first = ''] = texts
  if (texts.length === 1 && first === '' && field.nullable) return null
  if (texts.length === 1 && first.startsWith('{')) return parseJson(first, `--${field.flag}`)
  return Object.fromEntries(texts.map((text) => readPair(field.schema, text, `--${field.flag}`)))
}

function readObject({ flag, schema }: Field, text: string): unknown {
  if (text.startsWith('{')) return parseJson(text, `--${flag}`)
  return Object.fromEntries(text.split(',').map((pair) => readPair(schema.items as Schema, pair, `--${flag}`)))
}

function readPair(object: Schema, text: string, flag: string): [string, unknown] {
  const [, name = '', mark, value = ''] = /^([^=:]+)(:?=)(.*)$/s.exec(text) ?? []
  if (mark === undefined) {
    throw new UsageError(`${flag} takes name=value, not ${text}`, `Write ${flag} name=value, or ${flag} name:=JSON.`)
  }
  if (mark === ':=') return [name, parseJson(value, `${flag} ${name}`)]
  const whole = (object.properties?.[name] ?? {}) as Schema
  const schema = withoutNull(whole)
  if (value === '' && whole !== schema) return [name, null]
  if (schema.type === 'array') return [name, value === '' ? [] : value.split(',')]
  return [name, readScalar(schema, value, `${flag} ${name}`)]
}

/** @throws UsageError */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${what} is not JSON`, 'In a shell, put JSON between single quotes.')
  }
}

/** Formats a value of the contract's examples as it is typed. */
export function typedAs(field: Field, value: unknown): string {
  const quote = (text: string): string => (/^[\w./:@=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
  const pairs = (object: object): string[] =>
    Object.entries(object).map(([name, part]) =>
      typeof part === 'object' ? `${name}:=${JSON.stringify(part)}` : `${name}=${part}`,
    )
  const flag = `--${field.flag}`
  if (field.kind === 'secret') return `${flag}-file secret.txt`
  if (field.kind === 'map')
    return pairs(value as object)
      .map((pair) => `${flag} ${quote(pair)}`)
      .join(' ')
  if (field.kind === 'list') return (value as unknown[]).map((item) => `${flag} ${quote(String(item))}`).join(' ')
  if (field.kind === 'objects')
    return (value as object[]).map((item) => `${flag} ${quote(pairs(item).join())}`).join(' ')
  return value === true ? flag : `${flag} ${quote(String(value))}`
}
