/** Compiles the examples in the docstrings of the SDK. */
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { documentedMethods } from './docstrings.ts'
import { openWorkplace } from './snippets.ts'

const workplace = openWorkplace()
afterAll(() => workplace.close())

/** The pages of the setup portal and the console have a client with its operations, too. */
const head = `import { etagOf, Gatehouse } from '@gatehouse-sso/sdk'
import type { consoleSession, setup } from '@gatehouse-sso/sdk/browser'
declare const gatehouse: Gatehouse & { readonly setup: ReturnType<typeof setup>; readonly console: ReturnType<typeof consoleSession> }
`
const wrapped = (example: string, index: number): string =>
  `export async function example${index}(): Promise<void> {\n${example}\n}\n`

describe('the examples', () => {
  const others = ['gatehouse', 'etag', 'paginated'].map((file) => {
    const source = readFileSync(new URL(`../src/${file}.ts`, import.meta.url), 'utf8')
    return /^ \* @example\n \* ```ts\n([\s\S]*?)^ \* ```$/m.exec(source)?.[1]?.replace(/^ \* /gm, '') ?? ''
  })

  const sso = readFileSync(new URL('../src/sso/sso.ts', import.meta.url), 'utf8')
  const ofSso = [...sso.matchAll(/^ {3}\* @example\n {3}\* ```ts\n([\s\S]*?)^ {3}\* ```$/gm)].map(([, code]) =>
    String(code).replace(/^ {3}\* /gm, ''),
  )

  it('of all methods are right for the compiler, together', async () => {
    expect(ofSso).toHaveLength(3)
    const examples = [...documentedMethods().map(({ example = '' }) => example), ...others, ...ofSso]
    expect(examples.every((example) => example !== '')).toBe(true)
    workplace.write('examples.ts', head + examples.map(wrapped).join(''))
    expect(await workplace.check('examples.ts')).toBe('')
  })

  it.each([
    ['a method that is not there', 'await gatehouse.organizations.read(1)', 'TS2339'],
    ['a member that is not there', "await gatehouse.organizations.create({ nam: 'x' })", 'TS2561'],
  ])('with %s would not be', async (_, example, code) => {
    workplace.write('wrong.ts', head + wrapped(example, 0))
    expect(await workplace.check('wrong.ts')).toContain(code)
  })
})
