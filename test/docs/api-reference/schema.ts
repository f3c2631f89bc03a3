/** Schemas of the OpenAPI document as rows of tables: the name of a field, its type in words, and its meaning. */

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly additionalProperties?: Schema | boolean
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly default?: unknown
  readonly description?: string
  readonly writeOnly?: boolean
}

/** A link to the section of a named schema. */
export type LinkTo = (name: string) => string

const formats: Readonly<Record<string, string>> = { 'date-time': 'time', email: 'email', uri: 'URL', date: 'date' }

/** zod's upper end of a whole number, which says nothing to a reader. */
const isBound = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER

export const nameOfRef = (ref: string): string => ref.replace('#/components/schemas/', '')

const code = (value: unknown): string =>
  `\`${typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}\``

/** The schemas of which a value has one. */
const variantsOf = ({ anyOf, oneOf }: Schema): readonly Schema[] | undefined => anyOf ?? oneOf

function textType({ pattern = '', format, maxLength }: Schema): string {
  const prefix = /^\^([a-z]+)_\[0-7\]/.exec(pattern)?.[1]
  if (prefix !== undefined) return `id \`${prefix}_…\``
  const named = formats[format ?? '']
  if (named !== undefined) return named
  return maxLength === undefined ? 'text' : `text of at most ${maxLength} characters`
}

function numberType({ minimum, maximum }: Schema): string {
  if (isBound(minimum) && isBound(maximum)) return `number from ${minimum} to ${maximum}`
  if (isBound(minimum)) return `number from ${minimum}`
  return isBound(maximum) ? `number to ${maximum}` : 'number'
}

/** The type in words: `id org_…`, `list of text`, `one of a, b`. */
export function typeOf(schema: Schema, link: LinkTo): string {
  const { $ref, type, items, additionalProperties: members, properties } = schema
  if ($ref !== undefined) return link(nameOfRef($ref))
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum !== undefined) return `one of ${schema.enum.map(code).join(', ')}`
  const variants = variantsOf(schema)
  if (variants !== undefined) return [...new Set(variants.map((variant) => typeOf(variant, link)))].join(' or ')
  if (typeof type === 'object') {
    return type.map((one) => (one === 'null' ? '`null`' : typeOf({ ...schema, type: one }, link))).join(' or ')
  }
  switch (type) {
    case 'string':
      return textType(schema)
    case 'integer':
    case 'number':
      return numberType(schema)
    case 'boolean':
      return '`true` or `false`'
    case 'null':
      return '`null`'
    case 'array':
      return `list of ${items === undefined ? 'anything' : typeOf(items, link)}`
    case 'object':
      return properties === undefined && typeof members === 'object' ? `map of ${typeOf(members, link)}` : 'object'
    default:
      return 'anything'
  }
}

/** Text for a cell of a table. Within code a letter stands for itself. */
export function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ')
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replaceAll('<', '&lt;') : part))
    .join('`')
}

/** The objects that stand within the value itself, without a name: those of a list, and those of each variant. */
function innerObjects(schema: Schema): { readonly objects: readonly Schema[]; readonly mark: string } {
  if (schema.items !== undefined) {
    const { objects, mark } = innerObjects(schema.items)
    return { objects, mark: `[]${mark}` }
  }
  const variants = variantsOf(schema)
  if (variants !== undefined) {
    const inner = variants.map(innerObjects)
    return { objects: inner.flatMap(({ objects }) => objects), mark: inner.find(({ mark }) => mark !== '')?.mark ?? '' }
  }
  return { objects: schema.properties === undefined ? [] : [schema], mark: '' }
}

interface Row {
  readonly name: string
  readonly schema: Schema
  readonly required: boolean
}

/** All fields, with those of inner objects behind a dot: `policy.session.idle_minutes`, `domains[].domain`. */
export function fieldsOf(schema: Schema, before = ''): readonly Row[] {
  const seen = new Map<string, Row>()
  for (const object of innerObjects(schema).objects) {
    for (const [name, field] of Object.entries(object.properties ?? {})) {
      const path = `${before}${name}`
      const rows = [
        { name: path, schema: field, required: object.required?.includes(name) ?? false },
        ...fieldsOf(field, `${path}${innerObjects(field).mark}.`),
      ]
      for (const row of rows) if (!seen.has(row.name)) seen.set(row.name, row)
    }
  }
  return [...seen.values()]
}

const defaultOf = ({ default: value }: Schema): string => (value === undefined ? '' : `; default ${code(value)}`)

/** @param asks whether a caller sends it, so that it matters which fields are needed */
export function fieldTable(schema: Schema, link: LinkTo, asks: boolean): string {
  const rows = fieldsOf(schema).map(({ name, schema: field, required }) => {
    const need = asks && required ? '; needed' : ''
    return `| \`${name}\` | ${cell(typeOf(field, link))}${need}${asks ? cell(defaultOf(field)) : ''} | ${cell(meaningOf(field))} |`
  })
  return `| field | type | meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}

/** The description of a field; that of its only variant beside `null`, where it has none itself. */
export function meaningOf(schema: Schema): string {
  const inner = variantsOf(schema)?.find(({ description }) => description !== undefined)
  return schema.description ?? inner?.description ?? ''
}
