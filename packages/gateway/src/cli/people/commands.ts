/** `gatehouse users import` and `export`: files of people. */
import { contract } from '@gatehouse-sso/sdk/contract'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type AccessFlags, accessOptions, openClient } from '../api/access.ts'
import { exitCodes } from '../errors.ts'
import { printJson } from '../say.ts'
import { terminalOf } from '../terminal.ts'

/** Some 30 seconds in all, in which a gateway starts again. */
const retries = 10

interface ImportFlags extends AccessFlags {
  readonly organizationId: string
  readonly dryRun?: true
  readonly continueFrom: number
}

interface ExportFlags extends AccessFlags {
  readonly organizationId: string
  readonly format: 'csv' | 'json'
}

const organization = (): Option =>
  new Option('--organization-id <id>', 'id of the organization (needed)').makeOptionMandatory()

export function importCommand(users: Command): void {
  const command = users
    .command('import')
    .description('Import known people from a CSV file; the same file again changes nothing.')
    .argument('<file>', 'CSV file, - for standard input')
    .addOption(organization())
    .option('--dry-run', 'change nothing, and say what would become of each line')
    .option('--continue-from <line>', 'leave out the lines before this one', lineNumber, 1)
  accessOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  gatehouse users import people.csv --organization-id org_01jd2x3y4z5a6b7c8d9e0f1g2h --dry-run\n\nMore: docs/guides/people.md',
    )
    .action(async (file: string) => {
      const { importPeople, textOf } = await import('./import.ts')
      const terminal = terminalOf(command)
      const { organizationId: organization_id, dryRun: dry_run = false, ...flags } = command.opts<ImportFlags>()
      const client = openClient(contract.users.import, flags, terminal, process.env, retries)
      const options = { file, organization_id, dry_run, continue_from: flags.continueFrom }
      const summary = await importPeople(client, options, terminal)
      if (terminal.json) printJson({ object: 'import_summary', dry_run, ...summary })
      else terminal.say(`${dry_run ? 'It would be ' : ''}${textOf(summary)}.`)
      if (summary.refused > 0 || summary.interrupted) process.exitCode = exitCodes.failed
    })
}

export function exportCommand(users: Command): void {
  const command = users
    .command('export')
    .description(
      'Print the people of an organization as CSV, as an import takes it, or as one JSON object on each line.',
    )
    .addOption(organization())
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
  accessOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  gatehouse users export --organization-id org_01jd2x3y4z5a6b7c8d9e0f1g2h > people.csv\n\nMore: docs/guides/people.md',
    )
    .action(async () => {
      const { exportPeople } = await import('./export.ts')
      const terminal = terminalOf(command)
      const { organizationId: organization_id, format, ...flags } = command.opts<ExportFlags>()
      const client = openClient(contract.users.list, flags, terminal, process.env, retries)
      await exportPeople(client, { organization_id, format: terminal.json ? 'json' : format }, terminal)
    })
}

function lineNumber(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is the number of a line.')
}
