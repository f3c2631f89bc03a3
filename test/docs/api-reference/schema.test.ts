import { describe, expect, it } from 'vitest'
import { cell, fieldsOf, fieldTable, type Schema, typeOf } from './schema.ts'

const link = (name: string): string => `[${name}](#${name})`
const text: Schema = { type: 'string' }

it.each<[string, Schema, string]>([
  ['an id', { type: 'string', pattern: '^org_[0-7][0-9a-z]{25}$' }, 'id `org_…`'],
  ['a time', { type: 'string', format: 'date-time' }, 'time'],
  ['a text with an end', { type: 'string', maxLength: 20 }, 'text of at most 20 characters'],
  ['a number with both ends', { type: 'integer', minimum: 1, maximum: 9 }, 'number from 1 to 9'],
  ['a number without an end that counts', { type: 'integer', maximum: Number.MAX_SAFE_INTEGER }, 'number'],
  ['a choice', { type: 'string', enum: ['asc', 'desc'] }, 'one of `asc`, `desc`'],
  ['one value', { const: 'list' }, '`list`'],
  ['an empty text', { const: '' }, '`""`'],
  ['a value or null', { type: ['string', 'null'] }, 'text or `null`'],
  [
    'a variant or null',
    { anyOf: [{ $ref: '#/components/schemas/User' }, { type: 'null' }] },
    '[User](#User) or `null`',
  ],
  ['the same variant twice', { anyOf: [text, { type: 'string' }] }, 'text'],
  ['a list', { type: 'array', items: text }, 'list of text'],
  ['a map', { type: 'object', additionalProperties: text }, 'map of text'],
  ['a schema without a type', {}, 'anything'],
])('names %s', (_, schema, words) => expect(typeOf(schema, link)).toBe(words))

describe('the fields', () => {
  const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
    ...{ type: 'object', properties, required },
  })
  const names = (schema: Schema): string[] => fieldsOf(schema).map(({ name }) => name)

  it.each<[string, Schema, string[]]>([
    ['of an inner object', object({ a: object({ b: text }) }), ['a', 'a.b']],
    ['of objects in a list', object({ a: { type: 'array', items: object({ b: text }) } }), ['a', 'a[].b']],
    ['of an object or null', object({ a: { anyOf: [object({ b: text }), { type: 'null' }] } }), ['a', 'a.b']],
    ['of two variants, each once', { oneOf: [object({ a: text, b: text }), object({ b: text })] }, ['a', 'b']],
    ['of a named schema are on its own page', object({ a: { $ref: '#/components/schemas/User' } }), ['a']],
  ])('%s', (_, schema, expected) => expect(names(schema)).toEqual(expected))

  it('say what is needed and the default only where a caller sends them', () => {
    const schema = object({ a: text, b: { type: 'string', default: 'x' } }, ['a'])
    expect(fieldTable(schema, link, true)).toContain('| `a` | text; needed |  |\n| `b` | text; default `x` |  |')
    expect(fieldTable(schema, link, false)).toContain('| `a` | text |  |\n| `b` | text |  |')
  })
})

it('keeps a table whole, whatever the text has', () => {
  expect(cell('a | b\nc <d> `e <f>`')).toBe('a \\| b c &lt;d> `e <f>`')
})
