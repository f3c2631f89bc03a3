/** The error about a secret that was typed as an argument. */
import type { Command } from 'commander'

/**
 * Names the option with the file, and leaves the secret out of the message.
 * @param text the message of Commander
 * @param root the tree with the typed command
 */
export function withSecretFlag(text: string, root: Command): string {
  const [, flag] = /unknown option '(--[a-z-]+)/.exec(text) ?? []
  if (flag === undefined || !hasOption(root, `${flag}-file`)) return text
  const hint = `A secret is never an argument: ${flag}-file <file>, or - for standard input.`
  return `error: unknown option '${flag}'\n(${hint})`
}

function hasOption(command: Command, long: string): boolean {
  return command.options.some((option) => option.long === long) || command.commands.some((one) => hasOption(one, long))
}
