/** docs/cli.md, printed from the tree of commands. */
import type { Command, Option } from 'commander'
import { program } from '../../packages/gateway/src/cli/program.ts'

/** Options that many commands have alike; said once, above. */
const shared = [
  ...['--base-url', '--api-key-file', '--body', '--if-match', '--idempotency-key', '--help'],
  ...['--all', '--limit', '--after', '--before', '--order'],
]

const top = `<!-- Printed by \`npm run generate\` from packages/gateway/src/cli. -->

# Command line

\`gatehouse --help\`, and \`--help\` after any command, says the same as this page.

## For people and for programs

Data goes to standard output, everything else to standard error. \`--json\` prints what the API answers, unchanged: that
is the schema, and it only grows. When a command fails with \`--json\`, standard output has \`{"error": {"code": …}}\`.
Without a terminal, or with \`--yes\`, nothing is ever asked; what is missing is named, with exit code 2.

An error is three lines: what happened, what to do, where to read more. Decide by the [code](errors.md), never by the
text.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | failed for any reason that is not listed here; \`doctor\`: something must be put right |
| 2 | the command is wrong or not complete; what is missing is named |
| 3 | the key is missing, wrong or may not do that |
| 4 | there is nothing with this id |
| 5 | values are refused, each is named |
| 78 | the gateway cannot start with these settings; everything that is wrong is named |

## Options of every command

`

const api = `## Commands that go through the API

They call the management API with the SDK's client, on any machine that reaches the gateway.

| variable | meaning |
| --- | --- |
| \`GATEHOUSE_BASE_URL\` | address of the gateway; else \`GATEHOUSE_PUBLIC_URL\`, else \`--base-url\` is needed |
| \`GATEHOUSE_API_KEY\` | key of an environment; or \`GATEHOUSE_API_KEY_FILE\`, or \`--api-key-file\` |
| \`GATEHOUSE_INSTALLATION_KEY\` | for \`environments\`, likewise |

**A secret is never an argument**, where other programs and the history of the shell would see it: it comes from a file
(\`--client-secret-file\`, \`-\` is standard input), from a variable (\`GATEHOUSE_CLIENT_SECRET\`), or is asked for.

Ids are arguments, fields are options. A list is an option that is repeated. A map takes \`name=value\` each time, or
\`name:=JSON\` for anything that is no text. An empty text clears a field that may be empty; \`name:=null\` removes a
member. \`--body <path>\` takes all fields as one JSON file (\`-\` is standard input); options win over it.

| option | of | meaning |
| --- | --- | --- |
| \`--all\` | lists | all pages; else one page, and the option for the next |
| \`--limit <number>\` | lists | things on a page, 1 to 100; 10 when left out |
| \`--after <id>\`, \`--before <id>\` | lists | begin after, or end before this one |
| \`--order <asc\\|desc>\` | lists | oldest or newest first; newest when left out |
| \`--if-match <etag>\` | changes, deletions | refused when it has changed since; \`get --verbose\` shows the ETag |
| \`--idempotency-key <key>\` | what creates or acts | the same key does it once; one is made when left out |

`

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

function optionRow({ flags, description, argChoices }: Option): string {
  const choices = argChoices === undefined ? '' : ` One of: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}.`
  return `| \`${flags.replaceAll('|', '\\|')}\` | ${cell(description)}${choices} |`
}

const table = (options: readonly Option[]): string =>
  options.length === 0 ? '' : `\n| option | meaning |\n| --- | --- |\n${options.map(optionRow).join('\n')}\n`

/** What `addHelpText` adds is no part of `helpInformation`. */
function exampleOf(command: Command): string {
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
  const example = exampleOf(command)
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
