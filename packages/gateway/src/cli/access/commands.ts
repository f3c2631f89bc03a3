/** `gatehouse token inspect`: its options and help. */
import { type Command, InvalidArgumentError } from 'commander'
import { accessOptions } from '../api/access.ts'
import { terminalOf } from '../terminal.ts'
import type { InspectFlags } from './inspect.ts'

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
