/** The documentation of each method, compared with the operation that the method calls. */
import { failures } from '@gatehouse-sso/core/failures'
import { describe, expect, it } from 'vitest'
import { createClient } from '../src/client.ts'
import { contract } from '../src/contract/contract.ts'
import type { Operation } from '../src/contract/operation.ts'
import { errorOf } from '../src/errors.ts'
import { Gatehouse, type GatehouseOptions } from '../src/gatehouse.ts'
import { consoleSession } from '../src/nouns/console.ts'
import { setup } from '../src/nouns/setup.ts'
import { documentedMethods } from './docstrings.ts'

const all = documentedMethods()
/** Every noun: those of a key, and those that only browsers have. `sso` is no noun of the API. */
function everyOf(options: GatehouseOptions) {
  const { sso: _, ...nouns } = new Gatehouse(options)
  const client = createClient(options)
  return { ...nouns, setup: setup(client), console: consoleSession(client) }
}
const capital = (noun: string): string => noun.charAt(0).toUpperCase() + noun.slice(1)
const cases = Object.entries(contract).flatMap(([noun, operations]) =>
  Object.entries<Operation>(operations).map(([verb, operation]) => ({
    name: `${noun}.${verb}`,
    noun,
    verb,
    operation,
  })),
)
const docOf = (noun: string, verb: string) =>
  all.find((one) => one.noun === capital(noun) && one.method === verb) ?? expect.fail(`${noun}.${verb} is not there`)

/** The error class and the code of each failure of an operation, as the SDK throws them. */
function thrown({ failures: codes }: Operation): string[] {
  return codes.map((code) => `${errorOf(failures[code].status, undefined, 0).name} \`${code}\``)
}

describe('every operation of the contract', () => {
  const client = everyOf({ api_key: 'sk_test_1', base_url: 'https://sso.example' })
  const methods = Object.entries(client).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))

  it('has a method of its own name, and there is no other method', () =>
    expect(methods.sort()).toEqual(cases.map(({ name }) => name).sort()))

  it('has one documented method, and there is no other', () =>
    expect(all.map(({ noun, method }) => `${noun}.${method}`).sort()).toEqual(
      cases.map(({ noun, verb }) => `${capital(noun)}.${verb}`).sort(),
    ))

  it.each(cases)('$name is called by its method', async ({ noun, verb, operation }) => {
    const called: string[] = []
    const send = async (url: unknown, init: RequestInit = {}) => {
      called.push(`${init.method} ${new URL(String(url)).pathname} ${init.signal?.aborted ?? 'no signal'}`)
      return Response.json({ object: 'list', data: [], list_metadata: { before: null, after: null } })
    }
    const client = everyOf({ api_key: 'sk_test_1', base_url: 'https://sso.example', fetch: send as typeof fetch })
    const verbs = Reflect.get(client, noun) as Record<string, (...args: unknown[]) => PromiseLike<unknown>>
    const { parameters } = docOf(noun, verb)
    await verbs[verb]?.(...parameters.map((name) => (/^(?:body|query|options)$/.test(name) ? {} : 'x')))
    expect(called).toEqual([`${operation.method} ${operation.path.replace(/\{\w+\}/g, 'x')} false`])
  })
})

describe('the docstring', () => {
  it.each(cases)('of $name names its HTTP operation and its scope', ({ noun, verb, operation }) => {
    const { text } = docOf(noun, verb)
    const [key] = operation.principals
    const right =
      key === 'setup_session'
        ? 'by a setup session'
        : key === 'staff_session'
          ? 'by a staff session'
          : operation.scope === null
            ? 'with the installation key'
            : `scope \`${operation.scope}\``
    expect(text.replaceAll('\n', ' ')).toContain(`HTTP: \`${operation.method} ${operation.path}\`, ${right}.`)
    expect(text).toMatch(/^[A-Z][^\n]+\./)
  })

  it.each(cases)('of $name explains each parameter', ({ noun, verb }) => {
    const { parameters, tags } = docOf(noun, verb)
    const explained = (tags.get('param') ?? []).map((line) => /^(\w+) \S/.exec(line)?.[1])
    expect(explained).toEqual(parameters)
  })

  it.each(cases)('of $name names each filter, in its parameter `query`', ({ noun, verb, operation }) => {
    const { text } = docOf(noun, verb)
    const query = /^@param query ([\s\S]*?)(?=^@)/m.exec(text)?.[1] ?? ''
    const named = [...query.matchAll(/`(\w+)`/g)].map(([, name]) => name)
    const paging = ['limit', 'after', 'before', 'order']
    expect(named.sort()).toEqual(
      Object.keys(operation.query.shape)
        .filter((name) => !paging.includes(name))
        .sort(),
    )
  })

  it.each(cases)('of $name names what it returns', ({ noun, verb, operation }) =>
    expect(docOf(noun, verb).tags.has('returns')).toBe(operation.output !== undefined),
  )

  it.each(cases)('of $name names each failure with its class', ({ noun, verb, operation }) => {
    const lines = docOf(noun, verb).tags.get('throws') ?? []
    const named = lines.flatMap((line) => {
      const [, name = ''] = /^(\w+)/.exec(line) ?? []
      return [...line.matchAll(/`(\w+)`/g)].map(([code]) => `${name} ${code}`)
    })
    expect(named).toEqual(expect.arrayContaining(thrown(operation)))
    expect(named.filter((one) => one.startsWith('ConflictError')).sort()).toEqual(
      thrown(operation)
        .filter((one) => one.startsWith('ConflictError'))
        .sort(),
    )
    expect(lines.some((line) => line.startsWith('NotFoundError'))).toBe(operation.path.includes('{'))
  })

  it.each(cases)('of $name names `if_match` exactly if the operation accepts it', ({ noun, verb, operation }) => {
    const options = docOf(noun, verb).tags.get('param')?.at(-1) ?? ''
    expect(options.includes('`if_match`')).toBe(operation.conditional)
  })

  it.each(cases)('of $name has an example that calls it', ({ noun, verb }) =>
    expect(docOf(noun, verb).example).toContain(`gatehouse.${noun}.${verb}(`),
  )
})
