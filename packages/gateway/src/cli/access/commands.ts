/** `gatehouse test-access` and `gatehouse token inspect`: their options and help. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { accessOptions } from '../api/access.ts'
import { terminalOf } from '../terminal.ts'
import type { InspectFlags } from './inspect.ts'
import type { TestAccessFlags } from './test-access.ts'

export function testAccessCommand(root: Command): void {
  const command = root
    .command('test-access')
    .description('Sign in at Entra as a script of a customer would, and show what an API makes of the token.')
    .addOption(
      new Option('--client-application-id <id>', 'Application (client) ID of the test client (needed)')
        .argParser(applicationId)
        .makeOptionMandatory(),
    )
    .option('--api-url <url>', 'address of the API, which is called with the token')
    .option('--platform-api-url <url>', 'the same as --api-url')
    .option('--tenant <id>', 'tenant to sign in at: its id or a domain (default: the only one that fits)', tenantWord)
    .option('--resource <id>', 'id of the API resource (default: the only one that fits)', resourceId)
    .option('--scope <scope>', 'scope to ask for (default: the one that the API needs)')
    .addOption(
      new Option('--flow <flow>', 'by a device code, or in a browser on this machine')
        .choices(['device', 'browser'])
        .default('device'),
    )
    .option('--authority-host <origin>', 'without an API key: trust this origin to sign in, besides Microsoft', origin)
  accessOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  gatehouse test-access --client-application-id 36a0b1c2-d3e4-4f50-8617-28394a5b6c7d \\\n    --api-url https://api.example.com/orders\n\nMore: docs/guides/api-access.md',
    )
    .action(async () => {
      const { testAccess } = await import('./test-access.ts')
      await testAccess(command.opts<TestAccessFlags>(), terminalOf(command))
    })
}

export function tokenCommand(root: Command): void {
  const token = root.command('token').description('Look at a token.')
  const command = token
    .command('inspect')
    .description('Say in words what a token says, without its signature.')
    .argument('<file>', 'file with the token, - for standard input; never the token itself')
    .option('--verify', 'let the gateway judge it: by the rules of an API resource, or by its own keys')
    .option('--resource <id>', 'with --verify: id of the API resource (default: the one of the audience)', resourceId)
  accessOptions(command)
    .addHelpText('after', '\nExample:\n  gatehouse token inspect token.txt --verify\n\nMore: docs/guides/api-access.md')
    .action(async (file: string) => {
      const { inspectToken } = await import('./inspect.ts')
      await inspectToken(file, command.opts<InspectFlags>(), terminalOf(command))
    })
}

function resourceId(text: string): string {
  if (/^res_[0-9a-z]{26}$/.test(text)) return text
  throw new InvalidArgumentError('It is the id of an API resource: res_…')
}

function applicationId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text
  throw new InvalidArgumentError('It is the Application (client) ID: 36a0b1c2-d3e4-4f50-8617-28394a5b6c7d')
}

function tenantWord(text: string): string {
  if (/^[a-z0-9][a-z0-9.-]{0,252}$/i.test(text)) return text.toLowerCase()
  throw new InvalidArgumentError('It is the Directory (tenant) ID, or a domain of the tenant.')
}

function origin(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new InvalidArgumentError('It is an origin: https://login.example.com')
}
