/**
 * Makes the commands of the management API from the contract: `gatehouse <noun> <verb> <ids> --<field> …`. A new
 * operation of the contract is a new command. Every command uses the SDK's client.
 */
import type { Command } from 'commander'
import { exportCommand, importCommand } from '../people/commands.ts'
import { accessOptions } from './access.ts'
import { exampleOf } from './example.ts'
import { inputOf, isList } from './input.ts'
import { type Noun, nouns, type Verb } from './names.ts'
import { optionOf } from './option.ts'
import { runOperation } from './run.ts'
import { settingsHelp } from './settings-help.ts'
import { tailCommand } from './tail.ts'

/**
 * @param words the typed words. Verbs are made only for the nouns among them, because the options of all verbs together
 *   take longer than all else that a short command does. Without it, all verbs are made
 */
export function apiCommands(root: Command, words?: readonly string[]): void {
  for (const noun of nouns) {
    const command = root.command(noun.word).summary(verbsOf(noun).join(', '))
    command.description(`Work on ${noun.label} through the management API.`)
    if (noun.alias !== undefined) command.alias(noun.alias)
    if (words && ![noun.word, noun.alias].some((name) => name !== undefined && words.includes(name))) continue
    for (const verb of noun.verbs) {
      // It takes a file of any length, and sends it in pieces.
      if (verb.operation.id === 'users.import') importCommand(command)
      else verbCommand(command, noun, verb)
    }
    if (noun.word === 'users') exportCommand(command)
    if (noun.word === 'signins') tailCommand(command)
  }
}

/** The verbs for the list of all commands. For sign-ins they are those of the documents. */
function verbsOf({ word: noun, verbs }: Noun): readonly string[] {
  if (noun === 'users') return [...verbs.map(({ word }) => word), 'export']
  if (noun !== 'signins') return verbs.map(({ word }) => word)
  return [...verbs.map(({ word, alias }) => alias ?? word), 'tail']
}

function verbCommand(parent: Command, noun: Noun, { word, alias, operation }: Verb): void {
  const input = inputOf(operation)
  const command = parent.command(word).description(`${operation.summary}.`)
  if (alias !== undefined) command.alias(alias)
  for (const { name, description } of input.params) command.argument(`<${name}>`, description)
  for (const field of [...input.query, ...input.body]) command.addOption(optionOf(field))
  if (operation.id === 'signIns.get') {
    command.option('--reveal', 'show personal data too; the event sign_in.revealed keeps who asked')
  }
  if (isList(operation)) command.option('--all', 'all pages, not only one')
  if (input.body.length > 0) command.option('--body <path>', 'JSON file with the fields, - for standard input')
  if (['PATCH', 'DELETE'].includes(operation.method)) {
    command.option('--if-match <etag>', 'refuse if it has changed since this ETag (`get --verbose` shows it)')
  }
  if (operation.idempotent) {
    command.option('--idempotency-key <key>', 'repeat safely: the same key does it once (default: a new key)')
  }
  accessOptions(command)
  if (input.body.some(({ name }) => name === 'settings')) command.addHelpText('after', settingsHelp)
  command.addHelpText('after', `\nExample:\n  ${exampleOf(noun.word, word, operation)}\n\nMore: docs/cli.md`)
  command.action((...given: unknown[]) => {
    const ids = given.slice(0, input.params.length) as string[]
    return runOperation(operation, noun, ids, command)
  })
}
