/** Runs one call of the API from the terminal: it reads the flags, calls, and prints the answer as text or JSON. */
import type { Client } from '@gatehouse-sso/sdk'
import { contract } from '@gatehouse-sso/sdk/contract'
import type { AccessTest } from '@gatehouse-sso/sdk/contract/access-test'
import type { ConnectionCheck } from '@gatehouse-sso/sdk/contract/connection-check'
import type { ConnectionExplanation } from '@gatehouse-sso/sdk/contract/connection-explanation'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import type { Command } from 'commander'
import pc from 'picocolors'
import { verdictText } from '../access/verdict-text.ts'
import { print, printJson } from '../say.ts'
import { confirm, type Terminal, terminalOf } from '../terminal.ts'
import { UsageError } from '../usage.ts'
import { type AccessFlags, openClient } from './access.ts'
import { checkText } from './check.ts'
import { exampleOf } from './example.ts'
import { isList, readInput, type Typed } from './input.ts'
import type { Noun } from './names.ts'
import { nextSteps } from './next.ts'
import { tableText, thingText } from './print.ts'
import { questionOf } from './question.ts'
import { isAway, signInText } from './sign-in.ts'

interface OwnFlags {
  readonly all?: boolean
  readonly ifMatch?: string
  readonly idempotencyKey?: string
  /** Of `signins show`. */
  readonly reveal?: boolean
}

export async function runOperation(
  named: Operation,
  noun: Noun,
  ids: readonly string[],
  command: Command,
): Promise<void> {
  const terminal = terminalOf(command)
  const flags = command.opts<Typed & AccessFlags & OwnFlags>()
  const operation = flags.reveal === true ? contract.signIns.reveal : named
  if (flags.reveal === true && flags.expand !== undefined) {
    throw new UsageError('--expand does not go with --reveal', 'Leave one of them out.')
  }
  const { params, query, body } = await readInput(operation, ids, flags, terminal)
  const client = openClient(operation, flags, terminal, process.env)
  if (operation.method === 'DELETE' && !(await confirm(terminal, questionOf(operation, String(ids.at(-1)))))) {
    throw new UsageError('not confirmed', 'Nothing was changed. Answer y, or add --yes.')
  }
  if (isList(operation)) return printList(client, operation, { params, query }, noun, flags.all === true, terminal)
  const options = {
    ...(flags.ifMatch === undefined ? {} : { if_match: flags.ifMatch }),
    ...(flags.idempotencyKey === undefined ? {} : { idempotency_key: flags.idempotencyKey }),
  }
  const answer: unknown = await client.call(operation, { params, query, body } as never, options)
  printAnswer(answer, terminal, terminal.json ? undefined : await usualCauses(client, answer))
  const next = terminal.json ? [] : nextSteps(operation.id, answer)
  if (next.length === 0) return
  terminal.say(`\n${pc.bold('Next:')}`)
  for (const line of next) terminal.say(`  ${line}`)
}

interface List {
  readonly object: 'list'
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly list_metadata: { readonly before: string | null; readonly after: string | null }
}

async function printList(
  client: Client,
  operation: Operation,
  input: { readonly params: object; readonly query: object },
  noun: Noun,
  all: boolean,
  terminal: Terminal,
): Promise<void> {
  const page = async (query: object): Promise<List> => {
    const answer: unknown = await client.call(operation, { params: input.params, query } as never)
    return answer as List
  }
  let list = await page(all ? { limit: 100, ...input.query } : input.query)
  while (all && list.list_metadata.after !== null) {
    const next = await page({ limit: 100, ...input.query, after: list.list_metadata.after })
    list = { ...next, data: [...list.data, ...next.data] }
  }
  if (terminal.json) return printJson(list)
  if (list.data.length === 0) return terminal.say(emptyText(noun, Object.keys(input.query).length > 0))
  print(tableText(list.data, terminal))
  const { after } = list.list_metadata
  if (after !== null) terminal.say(`\nThere are more: add --after ${after}, or --all.`)
}

/** Explains an empty list, with the command that creates an item. */
function emptyText({ label, word, verbs }: Noun, filtered: boolean): string {
  if (filtered) return `No ${label} match.`
  const create = verbs.find((verb) => verb.word === 'create')
  if (!create) return `There are no ${label}.`
  return `There are no ${label}. To create one:\n  ${exampleOf(word, create.word, create.operation)}`
}

/** The causes why people do not come back. A key that may not read the connection gets the trace alone. */
async function usualCauses(client: Client, answer: unknown): Promise<ConnectionExplanation | undefined> {
  const sign_in = answer as SignInWithTrace | undefined
  if (sign_in?.object !== 'sign_in' || !isAway(sign_in) || sign_in.connection_id === null) return undefined
  const params = { connection_id: sign_in.connection_id }
  const asked: Promise<unknown> = client.call(contract.connections.explain, { params, body: {} } as never)
  return asked.then(
    (explanation) => explanation as ConnectionExplanation,
    () => undefined,
  )
}

function printAnswer(answer: unknown, terminal: Terminal, usual: ConnectionExplanation | undefined): void {
  if (terminal.json) printJson(answer ?? { ok: true })
  else if (answer === undefined) terminal.say('Done.')
  else printThing(answer as Readonly<Record<string, unknown>>, terminal, usual)
}

function printThing(
  thing: Readonly<Record<string, unknown>>,
  terminal: Terminal,
  usual: ConnectionExplanation | undefined,
): void {
  if (thing.object === 'list') print(tableText(thing.data as List['data'], terminal))
  else if (thing.object === 'sign_in' && Array.isArray(thing.steps)) print(signInText(thing as SignInWithTrace, usual))
  else if (thing.object === 'connection_check') print(checkText(thing as ConnectionCheck))
  else if (thing.object === 'access_test') print(verdictText(thing as AccessTest, terminal.columns ?? 80))
  else print(thingText(thing))
  if ('client_secret' in thing || 'secret' in thing) {
    terminal.say('\nThe secret is shown only once. Store it where the application reads it.')
  }
}
