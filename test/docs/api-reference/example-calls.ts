/** The example of an operation as it is typed: with curl, on the command line, and with the SDK. */
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import { inputOf } from '../../../packages/gateway/src/cli/api/input.ts'
import { nouns } from '../../../packages/gateway/src/cli/api/names.ts'
import { program } from '../../../packages/gateway/src/cli/program.ts'
import { documentedMethods } from '../../../packages/sdk/test/docstrings.ts'
import { helpExampleOf } from '../command-line.ts'

const server = 'https://sso.example.com'
const root = program()
const methods = documentedMethods()

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The path, with an id for each parameter. */
function pathOf(operation: Operation): string {
  const { params } = inputOf(operation)
  return params.reduce((path, { name, id_prefix }) => {
    const id = id_prefix === undefined ? `my-${name.replaceAll('_', '-')}` : `${id_prefix}_01jd2x3y4z5a6b7c8d9e0f1g2h`
    return path.replace(`{${name}}`, id)
  }, operation.path)
}

function queryOf({ example, body }: Operation): string {
  if (body !== undefined || example === null) return ''
  const pairs = Object.entries(example).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [`${name}[]`, String(one)]) : [[name, String(value)]],
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** A secret is never a part of a command, because other programs and the history of the shell would see it. */
function bodyOf(operation: Operation): { readonly flag: string; readonly file: string } {
  if (operation.body === undefined) return { flag: '', file: '' }
  const hasSecret = inputOf(operation).body.some(({ name, kind }) => kind === 'secret' && operation.example?.[name])
  if (hasSecret) return { flag: '-d @body.json', file: JSON.stringify(operation.example, null, 2) }
  return { flag: `-d ${quoted(JSON.stringify(operation.example ?? {}))}`, file: '' }
}

const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`

function curl(operation: Operation): string {
  const { method, principals } = operation
  const variable = principals.includes('api_key') ? 'GATEHOUSE_API_KEY' : 'GATEHOUSE_INSTALLATION_KEY'
  const address = `${server}${pathOf(operation)}${queryOf(operation)}`
  const { flag, file } = bodyOf(operation)
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${/^[\w:/.-]+$/.test(address) ? address : quoted(address)}`,
    `-H "Authorization: Bearer $${variable}"`,
    ...(flag === '' ? [] : [`-H 'Content-Type: application/json'`, flag]),
  ]
  const shown = file === '' ? '' : `In \`body.json\`:\n\n${block('json', file)}\n`
  return `${shown}${block('sh', lines.join(' \\\n  '))}`
}

/** @throws Error for an operation without a command */
function commandOf({ id }: Operation): string {
  const noun = nouns.find(({ verbs }) => verbs.some(({ operation }) => operation.id === id))
  const verb = noun?.verbs.find(({ operation }) => operation.id === id)
  const parent = root.commands.find((command) => command.name() === noun?.word)
  const command = parent?.commands.find((child) => child.name() === verb?.word)
  if (command === undefined) throw new Error(`${id} has no command`)
  return helpExampleOf(command)
}

/** @throws Error for an operation without a method */
function methodOf({ id }: Operation): string {
  const [noun = '', verb] = id.split('.')
  const found = methods.find((one) => one.noun.toLowerCase() === noun.toLowerCase() && one.method === verb)
  if (found?.example === undefined) throw new Error(`${id} has no example in the SDK`)
  return found.example
}

/** Blocks of code; empty for an operation that only a page of the gateway can call. */
export function exampleCalls(operation: Operation): string {
  const { principals } = operation
  if (!principals.includes('api_key') && !principals.includes('installation_key')) return ''
  return `${curl(operation)}\n${block('sh', commandOf(operation))}\n${block('ts', methodOf(operation))}`
}
