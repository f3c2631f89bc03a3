/** The tree of commands has every operation, and every example in its help works. */
import { execFileSync } from 'node:child_process'
import { operations } from '@gatehouse-sso/sdk/contract'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { exampleOf } from './api/example.ts'
import { inputOf, readInput, type Typed } from './api/input.ts'
import { columns, nouns } from './api/names.ts'
import { completionOf } from './completion.ts'
import { program } from './program.ts'

const leaves = nouns.flatMap((noun) => noun.verbs.map((verb) => ({ noun: noun.word, ...verb })))

/** Splits a line as a shell does. */
function words(line: string): string[] {
  const parts = line.replaceAll('\\\n', ' ').match(/(?:[^\s']+|'[^']*')+/g) ?? []
  return parts.map((part) => part.replaceAll("'", ''))
}

/** The request that the command would send. */
async function typed(operation: Operation, noun: string, verb: string, line: string) {
  const root = program()
  const command = root.commands.find((one) => one.name() === noun)?.commands.find((one) => one.name() === verb)
  let input: ReturnType<typeof readInput> | undefined
  command?.action((...given: unknown[]) => {
    const ids = given.slice(0, inputOf(operation).params.length) as string[]
    const flags = command.opts<Typed>()
    input = readInput(
      operation,
      ids,
      { ...flags, clientSecretFile: undefined, accessTokenFile: undefined },
      { interactive: false },
    )
  })
  await root.parseAsync(words(line).slice(1), { from: 'user' })
  return input
}

/** Without the operations that only a browser with a session may call. */
const forKeys = operations.filter(({ principals }) => principals.some((principal) => principal.endsWith('_key')))

describe('the commands', () => {
  it('include one for each operation of the contract that a key may call', () => {
    expect(leaves.map(({ operation }) => operation.id)).toEqual(forKeys.map(({ id }) => id))
  })

  // An import takes a file; people/people.http.test.ts runs it.
  const typedLeaves = leaves.filter(({ operation }) => operation.id !== 'users.import')
  it.each(typedLeaves)('C6 $noun $word has an example that can be typed', async ({ noun, word, operation }) => {
    const secrets = ['client_secret', 'access_token'].filter((name) => name in (operation.example ?? {}))
    const variables = secrets.map((name) => [`GATEHOUSE_${name.toUpperCase()}`, String(operation.example?.[name])])
    Object.assign(process.env, Object.fromEntries(variables))
    const input = await typed(operation, noun, word, exampleOf(noun, word, operation)).finally(() => {
      for (const [name = ''] of variables) delete process.env[name]
    })
    expect(operation.params.safeParse(input?.params).error).toBeUndefined()
    expect(operation.query.safeParse(input?.query).error).toBeUndefined()
    if (operation.body) expect(operation.body.safeParse(input?.body).error).toBeUndefined()
    const example = operation.example ?? {}
    if (operation.method === 'GET') expect(input?.query).toEqual(example)
    else if (operation.body) expect(input?.body).toEqual(example)
  })

  const all = (command: Command): Command[] => command.commands.flatMap((child) => [child, ...all(child)])
  const runnable = all(program()).filter((command) => command.commands.length === 0 && command.name() !== 'help')

  it.each(runnable.map((command) => [command.name(), command] as const))(
    'C6 %s has a description of one sentence',
    (_, command) => expect(command.description()).toMatch(/^[A-Z].*\.$/),
  )

  it('C11 take no secret on the command line', () => {
    const flags = runnable.flatMap((command) => command.options.map((option) => option.flags))
    expect(
      flags.filter(
        (text) => /secret|password|key/.test(text) && !/-file <path>|idempotency|^--application-keys \[/.test(text),
      ),
    ).toEqual([])
  })

  it('have columns for every kind of resource that they list', () => {
    const items = forKeys.flatMap(({ output }) => {
      const list = output as unknown as { shape?: { data?: { element: { shape: { object: { value: string } } } } } }
      const object = list?.shape?.data?.element.shape.object.value
      return object === undefined ? [] : [object]
    })
    expect(items.filter((object) => columns[object] === undefined)).toEqual([])
  })
})

describe('C13 completion', () => {
  it.each(['bash', 'zsh', 'fish'] as const)('for %s knows every noun and every verb', (shell) => {
    const script = completionOf(program(), shell)
    for (const { noun, word } of leaves) expect(script).toMatch(new RegExp(`\\b${noun}\\b[^\\n]*\\b${word}\\b`))
    expect(script).toContain('redirect-uris')
  })

  const typed: readonly (readonly [words: readonly string[], expected: readonly string[]])[] = [
    [['connections', 'li'], ['list']],
    [['connections', 'create', '--ty'], ['--type']],
    [
      ['connections', 'create', '--type', ''],
      ['entra_oidc', 'entra_saml', 'okta_oidc', 'okta_saml', 'google_oidc', 'google_saml', 'oidc', 'saml'],
    ],
    [['signins', 'list', '--state', 'f'], ['failed']],
    [
      ['roles', 'list', '--order', ''],
      ['asc', 'desc'],
    ],
  ]
  it.each(typed)('in bash: %j', (words, expected) => {
    const line = ['gatehouse', ...words].map((word) => `'${word}'`).join(' ')
    const call = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _gatehouse; printf '%s\\n' "\${COMPREPLY[@]}"`
    const script = `${completionOf(program(), 'bash')}\n${call}`
    expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n')).toEqual(expected)
  })
})

it('the list of all commands names the verbs of sign-ins that the documents use', () => {
  expect(program([]).helpInformation()).toMatch(/signins\S* +list, show, reveal, tail\n/)
})
