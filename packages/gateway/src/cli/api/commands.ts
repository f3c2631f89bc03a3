/**
 * The nouns of the management API as commands, made of the contract: `gatehouse <noun> <verb> <ids> --<field> …`. What
 * the contract gains is a command at once. Everything goes through the SDK's client.
 */
import { type Command, Option } from 'commander'
import { accessOptions } from './access.ts'
import { exampleOf } from './example.ts'
import type { Field } from './fields.ts'
import { inputOf, isList } from './input.ts'
import { type Noun, nouns, paging, type Verb } from './names.ts'
import { runOperation } from './run.ts'

export function apiCommands(root: Command): void {
  for (const noun of nouns) {
    const command = root.command(noun.word).summary(noun.verbs.map(({ word }) => word).join(', '))
    command.description(`Work on ${noun.label} through the management API.`)
    if (noun.alias !== undefined) command.alias(noun.alias)
    for (const verb of noun.verbs) verbCommand(command, noun, verb)
  }
}

function verbCommand(parent: Command, noun: Noun, { word, alias, operation }: Verb): void {
  const input = inputOf(operation)
  const command = parent.command(word).description(`${operation.summary}.`)
  if (alias !== undefined) command.alias(alias)
  for (const { name, description } of input.params) command.argument(`<${name}>`, description)
  for (const field of [...input.query, ...input.body]) command.addOption(optionOf(field))
  if (isList(operation)) command.option('--all', 'all pages, not only one')
  if (input.body.length > 0) command.option('--body <path>', 'JSON file with the fields, - for standard input')
  if (['PATCH', 'DELETE'].includes(operation.method)) {
    command.option('--if-match <etag>', 'refuse when it has changed since (`get --verbose` shows the ETag)')
  }
  if (operation.method === 'POST') {
    command.option('--idempotency-key <key>', 'repeat safely: the same key does it once; one is made when left out')
  }
  accessOptions(command)
  command.addHelpText('after', `\nExample:\n  ${exampleOf(noun.word, word, operation)}\n\nMore: docs/cli.md`)
  command.action((...given: unknown[]) => {
    const ids = given.slice(0, input.params.length) as string[]
    return runOperation(operation, noun, ids, command)
  })
}

function optionOf(field: Field): Option {
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
