/**
 * `gatehouse completion bash|zsh|fish`: prints a script from the tree of commands, so it knows every command and
 * option.
 */
import type { Command } from 'commander'
import { Argument } from 'commander'
import { print } from './say.ts'

const shells = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof shells)[number]

export function completionCommand(root: Command): void {
  root
    .command('completion')
    .description('Print a script that makes a shell complete commands and options.')
    .addArgument(new Argument('<shell>').choices(shells))
    .addHelpText('after', '\nExample:\n  source <(gatehouse completion bash)\n\nMore: docs/cli.md')
    .action((shell: Shell) => print(completionOf(root, shell)))
}

export function completionOf(root: Command, shell: Shell): string {
  if (shell === 'fish') return fish(root)
  const script = bash(root)
  return shell === 'bash' ? script : `#compdef gatehouse\nautoload -U +X bashcompinit && bashcompinit\n${script}`
}

const long = (command: Command): string[] => command.options.flatMap(({ long }) => long ?? [])

/** Commands with the words that lead to them: `''`, `organizations`, `organizations list`. */
function paths(command: Command, path = ''): [string, Command][] {
  const below = command.commands.flatMap((child) => paths(child, `${path} ${child.name()}`.trim()))
  return [[path, command], ...below]
}

/** The values that an option takes, where they are a list. */
function choicesOf(command: Command): readonly (readonly [flag: string, choices: readonly string[]])[] {
  return command.options.flatMap(({ long: flag, argChoices }) =>
    flag && argChoices && argChoices.length > 0 ? [[flag, argChoices] as const] : [],
  )
}

function bash(root: Command): string {
  const cases = paths(root).map(([path, command]) => {
    const words = command.commands.length > 0 ? command.commands.map((child) => child.name()) : long(command)
    return `    '${path}') words='${[...words, ...(path === '' ? [] : long(root))].join(' ')}' ;;`
  })
  const values = paths(root).flatMap(([path, command]) =>
    choicesOf(command).map(([flag, choices]) => `    '${path} ${flag}') words='${choices.join(' ')}' ;;`),
  )
  return `_gatehouse() {
  local current=\${COMP_WORDS[COMP_CWORD]} path= words= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* || $path == *' '* ]] || path="\${path:+$path }$word"
  done
  case "$path" in
${cases.join('\n')}
  esac
  case "$path \${COMP_WORDS[COMP_CWORD-1]}" in
${values.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _gatehouse gatehouse`
}

function fish(root: Command): string {
  const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return paths(root)
    .flatMap(([path, command]) => {
      const [noun, verb] = path.split(' ')
      const verbs = command.commands.map((child) => child.name()).join(' ')
      const there =
        path === ''
          ? '__fish_use_subcommand'
          : verb !== undefined
            ? `__fish_seen_subcommand_from ${noun}; and __fish_seen_subcommand_from ${verb}`
            : `__fish_seen_subcommand_from ${noun}; and not __fish_seen_subcommand_from ${verbs || '""'}`
      const complete = `complete -c gatehouse -f -n ${quote(there)}`
      return [
        ...command.commands.map(
          (child) => `${complete} -a ${child.name()} -d ${quote(child.summary() || child.description())}`,
        ),
        ...long(command).map((name) => `${complete} -l ${name.slice(2)}`),
        ...choicesOf(command).map(
          ([name, choices]) => `${complete} -l ${name.slice(2)} -x -a ${quote(choices.join(' '))}`,
        ),
      ]
    })
    .join('\n')
}
