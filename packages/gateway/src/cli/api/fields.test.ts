import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { UsageError } from '../usage.ts'
import { fieldsOf, readField } from './fields.ts'

const schema = z.strictObject({
  name: z.string(),
  note: z.string().nullable().optional(),
  limit: z.coerce.number().int().default(10),
  state: z.enum(['active', 'inactive']).optional(),
  verified: z.boolean().default(false),
  only: z.literal('this'),
  uris: z.array(z.string()).optional(),
  metadata: z.record(z.string(), z.string().nullable()).optional(),
  policy: z.strictObject({ link_by: z.array(z.string()), strict: z.boolean(), role: z.string().nullable() }).optional(),
  domains: z.array(z.strictObject({ domain: z.string(), verified: z.boolean() })).optional(),
  keys: z.record(z.string(), z.unknown()).nullable().optional(),
  password: z.string().meta({ writeOnly: true }),
})
const fields = Object.fromEntries(fieldsOf(schema).map((field) => [field.name, field]))
const read = (name: string, typed: Parameters<typeof readField>[1]): unknown => {
  const field = fields[name]
  if (!field) throw new Error(`no field ${name}`)
  return readField(field, typed)
}

describe('a field', () => {
  it.each([
    ['name', 'text', true],
    ['note', 'text', false],
    ['limit', 'number', false],
    ['state', 'choice', false],
    ['verified', 'boolean', false],
    ['only', 'choice', false],
    ['uris', 'list', false],
    ['metadata', 'map', false],
    ['policy', 'map', false],
    ['domains', 'objects', false],
    ['keys', 'map', false],
    ['password', 'secret', true],
  ])('%s is of the kind %s', (name, kind, required) => expect(fields[name]).toMatchObject({ kind, required }))
})

describe('readField', () => {
  const cases: [string, Parameters<typeof readField>[1], unknown][] = [
    ['name', 'Contoso', 'Contoso'],
    ['name', '', ''],
    ['note', '', null],
    ['limit', '20', 20],
    ['verified', true, true],
    ['verified', 'false', false],
    ['uris', ['https://a/?x=1,2', 'https://b'], ['https://a/?x=1,2', 'https://b']],
    ['metadata', ['plan=gold', 'a=b=c', 'gone:=null'], { plan: 'gold', a: 'b=c', gone: null }],
    ['metadata', ['number=1'], { number: '1' }],
    [
      'policy',
      ['link_by=email,name', 'strict=true', 'role='],
      { link_by: ['email', 'name'], strict: true, role: null },
    ],
    ['policy', ['link_by='], { link_by: [] }],
    ['policy', ['link_by:=["email"]'], { link_by: ['email'] }],
    [
      'domains',
      ['domain=a.example,verified=true', '{"domain":"b.example"}'],
      [{ domain: 'a.example', verified: true }, { domain: 'b.example' }],
    ],
    ['keys', ['{"keys":[]}'], { keys: [] }],
    ['keys', [''], null],
  ]
  it.each(cases)('reads %s from %j', (name, typed, value) => expect(read(name, typed)).toEqual(value))

  const refused: [string, Parameters<typeof readField>[1], RegExp][] = [
    ['limit', 'ten', /--limit must be a number, not ten/],
    ['limit', '', /--limit must be a number/],
    ['verified', 'yes', /--verified must be true or false, not yes/],
    ['metadata', ['plan'], /--metadata takes name=value, not plan/],
    ['metadata', ['a:={'], /--metadata a is not JSON/],
    ['policy', ['strict=maybe'], /--policy strict must be true or false/],
    ['domains', ['{'], /--domains is not JSON/],
  ]
  it.each(refused)('C4 refuses %s from %j, and names the flag', (name, typed, message) => {
    expect(() => read(name, typed)).toThrow(UsageError)
    expect(() => read(name, typed)).toThrow(message)
  })
})
