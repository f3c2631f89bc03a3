/** `gatehouse signins tail`: shows each sign-in as it ends, until Ctrl-C. */
import type { Client } from '@gatehouse-sso/sdk'
import { contract } from '@gatehouse-sso/sdk/contract'
import type { SignIn } from '@gatehouse-sso/sdk/contract/sign-ins'
import type { Command } from 'commander'
import pc from 'picocolors'
import { print, printJson } from '../say.ts'
import { terminalOf } from '../terminal.ts'
import { type AccessFlags, accessOptions, openClient } from './access.ts'
import { inputOf, readInput, type Typed } from './input.ts'
import { optionOf } from './option.ts'
import { cellText } from './print.ts'

const { list } = contract.signIns
const everyMs = 2_000
/** The number of latest sign-ins that each poll reads. */
const limit = 100
const paging = ['limit', 'after', 'before', 'order']

export function tailCommand(signins: Command): void {
  const command = signins.command('tail').description('Show each sign-in as it ends, until Ctrl-C.')
  for (const field of inputOf(list).query) if (!paging.includes(field.name)) command.addOption(optionOf(field))
  accessOptions(command)
    .addHelpText('after', '\nExample:\n  gatehouse signins tail --state failed\n\nMore: docs/cli.md')
    .action(async () => {
      const terminal = terminalOf(command)
      const flags = command.opts<Typed & AccessFlags>()
      const { query } = await readInput(list, [], flags, terminal)
      const client = openClient(list, flags, terminal, process.env)
      terminal.say('Sign-ins are shown as they end. Ctrl-C stops.')
      const show = (signIn: SignIn): void => (terminal.json ? printJson(signIn) : print(lineOf(signIn)))
      const next = follow(client, query)
      await next() // skips the sign-ins that ended before
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, everyMs))
        for (const signIn of await next()) show(signIn)
      }
    })
}

/** Returns a function that gives the sign-ins that ended since its last call, the oldest first. */
export function follow(client: Pick<Client, 'call'>, query: object): () => Promise<readonly SignIn[]> {
  let known = new Set<string>()
  return async () => {
    const { data } = await client.call<typeof list>(list, { query: { ...query, limit, order: 'desc' } })
    const ended = data.filter(({ state }) => state !== 'in_progress')
    const fresh = ended.filter(({ id }) => !known.has(id))
    known = new Set(ended.map(({ id }) => id))
    return [...fresh].reverse()
  }
}

function lineOf({ finished_at, created_at, state, email, error_code, id }: SignIn): string {
  const colour = state.endsWith('succeeded') ? pc.green : pc.red
  const about = [email, error_code].filter((text) => text !== null).map(cellText)
  return [cellText(finished_at ?? created_at), colour(state.padEnd(9)), id, ...about].join('  ')
}
