/** A field as an option of the command line. */
import { Option } from 'commander'
import type { Field } from './fields.ts'
import { paging } from './names.ts'

export function optionOf(field: Field): Option {
  const { flag, kind, choices, required } = field
  const description = paging[field.name] ?? field.description
  const words: Readonly<Record<string, string>> = { map: 'name=value', objects: 'name=value,...', number: 'number' }
  const place = field.id_prefix === undefined ? (words[kind] ?? 'text') : 'id'
  const repeated = ['list', 'map', 'objects'].includes(kind) ? 'may be repeated' : ''
  const notes = [required ? 'needed' : '', repeated].filter(Boolean).join('; ')
  const members = kind === 'map' ? Object.keys(field.schema.properties ?? {}).join(', ') : ''
  const said = [description || members, notes && `(${notes})`].filter(Boolean).join(' ')
  if (kind === 'secret') return new Option(`--${flag}-file <path>`, `${said}; a file, - for standard input`)
  if (kind === 'boolean') return new Option(`--${flag} [true|false]`, said)
  const option = new Option(`--${flag} <${place}>`, said)
  if (kind === 'choice' && choices.length > 0) option.choices([...choices])
  if (repeated) option.argParser((text: string, before: readonly string[] = []) => [...before, text])
  if (kind === 'list' && choices.length > 0) option.description = `${said} (choices: ${choices.join(', ')})`
  return option
}
