/** Prints docs/cli.md from the tree of commands. */
import type { Command, Option } from 'commander'
import { program } from '../../packages/gateway/src/cli/program.ts'

/** Options that many commands share. The page describes them once, at the top. */
const shared = [
  ...['--base-url', '--api-key-file', '--body', '--if-match', '--idempotency-key', '--help'],
  ...['--all', '--limit', '--after', '--before', '--order'],
]

const top = `<!-- Printed by \`npm run generate\` from packages/gateway/src/cli. -->

# Command line

\`gatehouse --help\`, and \`--help\` after any command, print the same as this page.

## For people and for programs

Data goes to standard output, everything else to standard error. \`--json\` prints the answer of the API unchanged, so its
schema is that of the API, and it only grows. When a command fails with \`--json\`, it prints \`{"error": {"code": …}}\` to
standard output. Without a terminal, or with \`--yes\`, a command asks no questions. If a value is missing, it names the
value and ends with exit code 2.

An error is three lines: what happened, what to do, and where to read more. Programs should decide by the
[code](errors.md), never by the text.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | failed for any reason that is not listed here; for \`doctor\`: a check failed |
| 2 | the command is wrong or incomplete; the error names the missing value |
| 3 | the key is wrong, of the wrong kind, or lacks the permission |
| 4 | no resource has this id |
| 5 | the API refused a value or a query; the error names each |
| 78 | the gateway cannot start: a setting, the master key or the database is wrong; the error names each problem |

## Options of every command

`

const api = `## Commands that go through the API

These commands call the management API with the SDK's client. They run on any machine that reaches the gateway.

| variable | meaning |
| --- | --- |
| \`GATEHOUSE_BASE_URL\` | the address of the gateway (default: \`GATEHOUSE_PUBLIC_URL\`); \`--base-url\` overrides it |
| \`GATEHOUSE_API_KEY\` | the key of an environment; also \`GATEHOUSE_API_KEY_FILE\` or \`--api-key-file\` |
| \`GATEHOUSE_INSTALLATION_KEY\` | the installation key, for \`environments\`; also \`GATEHOUSE_INSTALLATION_KEY_FILE\` |

**A secret is never an argument**, because other programs and the history of the shell would see it. It comes from a file
(\`--client-secret-file\`, \`-\` is standard input), from a variable (\`GATEHOUSE_CLIENT_SECRET\`), or from a prompt.

Ids are arguments, fields are options. For a list, repeat the option. For a map, repeat it with \`name=value\`, or with
\`name:=JSON\` for any other value than text. An empty text clears a nullable field. \`name:=null\` removes a
member of \`--settings\` and \`--metadata\`, and gives a member of \`--mapping\` back to the provider's rule.
\`--body <path>\` reads all fields from one JSON file (\`-\` is standard input). Options override the file.

| option | of | meaning |
| --- | --- | --- |
| \`--all\` | lists | all pages; the default is one page, with the option for the next |
| \`--limit <number>\` | lists | items on a page, from 1 to 100 (default: 10) |
| \`--after <id>\`, \`--before <id>\` | lists | begin after this id, or end before it |
| \`--order <asc\\|desc>\` | lists | oldest or newest first (default: newest) |
| \`--if-match <etag>\` | changes, deletions | refuse if it has changed since this ETag; \`get --verbose\` shows it |
| \`--idempotency-key <key>\` | creations, actions | the same key does it once (default: a new key) |

`

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

function optionRow({ flags, description, argChoices }: Option): string {
  const choices = argChoices === undefined ? '' : ` One of: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}.`
  return `| \`${flags.replaceAll('|', '\\|')}\` | ${cell(description)}${choices} |`
}

const table = (options: readonly Option[]): string =>
  options.length === 0 ? '' : `\n| option | meaning |\n| --- | --- |\n${options.map(optionRow).join('\n')}\n`

/** Reads the example from the printed help, because `helpInformation` omits the text of `addHelpText`. */
export function helpExampleOf(command: Command): string {
  let text = ''
  command.configureOutput({
    writeOut: (part) => {
      text += part
    },
  })
  command.outputHelp()
  return /\nExample:\n([\s\S]*?)\n\nMore/.exec(text)?.[1]?.replace(/^ {2}/gm, '') ?? ''
}

function section(command: Command, path: string): string {
  const options = command.options.filter(({ long }) => !shared.includes(long ?? ''))
  const usage = [path, ...command.registeredArguments.map((argument) => `<${argument.name()}>`)].join(' ')
  const alias = command.alias() === undefined ? '' : ` Also \`${command.alias()}\`.`
  const example = helpExampleOf(command)
  return `### ${path}

${command.description()}${alias}

\`\`\`sh
${example}
\`\`\`
${usage === path ? '' : `\nUsage: \`gatehouse ${usage}\`\n`}${table(options)}`
}

function sections(command: Command, path = ''): readonly string[] {
  return command.commands.flatMap((child) => {
    const name = `${path} ${child.name()}`.trim()
    if (child.name() === 'help') return []
    return child.commands.length > 0 ? sections(child, name) : [section(child, name)]
  })
}

export function commandLine(): string {
  const root = program()
  const isApi = (text: string): boolean => text.includes('--api-key-file')
  const groups = root.commands.map((child) => {
    const leafs = child.commands.length > 0 ? sections(child, child.name()) : [section(child, child.name())]
    return { leafs, api: child.commands.some((leaf) => isApi(leaf.helpInformation())) }
  })
  const own = groups.filter((group) => !group.api).flatMap(({ leafs }) => leafs)
  const called = groups.filter((group) => group.api).flatMap(({ leafs }) => leafs)
  const globals = root.options.map(optionRow).join('\n')
  return `${top}| option | meaning |\n| --- | --- |\n${globals}\n\n## Commands\n\n${own.join('\n')}\n${api}${called.join('\n')}`
}
