/** `gatehouse users export`: prints the people of an organization page by page, from the oldest. */
import { once } from 'node:events'
import type { Client } from '@gatehouse-sso/sdk'
import { contract } from '@gatehouse-sso/sdk/contract'
import type { Page } from '@gatehouse-sso/sdk/contract/list'
import type { User } from '@gatehouse-sso/sdk/contract/users'
import type { Terminal } from '../terminal.ts'
import { cellsOf, exported, hasName } from './columns.ts'
import { csvLine } from './csv.ts'

const operation = contract.users.list
const limit = 100

export interface ExportOptions {
  readonly organization_id: string
  readonly format: 'csv' | 'json'
}

/**
 * CSV has the columns of an import, and leaves out people whom an import could not find. JSON has one user on each
 * line, as the API shows it.
 */
export async function exportPeople(
  client: Client,
  { organization_id, format }: ExportOptions,
  terminal: Pick<Terminal, 'say'>,
): Promise<void> {
  let [printed, left_out] = [0, 0]
  if (format === 'csv') await write(csvLine(exported))
  let after: string | undefined
  do {
    const query = { organization_id, limit, order: 'asc', ...(after === undefined ? {} : { after }) } as const
    const page: Page<User> = await client.call<typeof operation>(operation, { query })
    const shown = format === 'json' ? page.data : page.data.filter(hasName)
    const line = (user: User): string => (format === 'json' ? `${JSON.stringify(user)}\n` : csvLine(cellsOf(user)))
    await write(shown.map(line).join(''))
    printed += shown.length
    left_out += page.data.length - shown.length
    after = page.list_metadata.after ?? undefined
  } while (after !== undefined)
  terminal.say(`${printed.toLocaleString('en')} people.`)
  if (left_out > 0) {
    terminal.say(
      `${left_out.toLocaleString('en')} were left out: they have no email, user name or external id, by which an import finds them.`,
    )
  }
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
