/** Compiles the code in the SDK's README, and runs it against a gateway. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../gateway/src/testing/free-port.ts'
import { type Harness, startHarness } from '../../gateway/test/harness.ts'
import * as errors from '../src/errors.ts'
import { readme, readmeProgram } from './readme.ts'
import { openWorkplace } from './snippets.ts'

const workplace = openWorkplace()
const { code, promised } = readmeProgram()
let harness: Harness
let environment_key = ''
beforeAll(async () => {
  // Nothing listens there, so no request reaches Microsoft.
  const nowhere = `http://127.0.0.1:${await freePort()}`
  harness = await startHarness({ variables: { GATEHOUSE_OUTBOUND_PROXY: nowhere } })
  const body = { name: 'Readme', slug: 'readme', kind: 'test' } as const
  const { id } = await harness.installation.environments.create(body)
  environment_key = (await harness.installation.environments.createApiKey(id, { name: 'Readme' })).secret
  workplace.write('readme.ts', code)
})
afterAll(async () => {
  workplace.close()
  await harness.close()
})

describe('the README of the SDK', () => {
  it('has code that the compiler accepts', async () => expect(await workplace.check('readme.ts')).toBe(''))

  it('has code that prints what its comments say', async () => {
    const access = { GATEHOUSE_BASE_URL: harness.url, GATEHOUSE_API_KEY: environment_key }
    const output = await workplace.run('readme.ts', access)
    expect(promised.length).toBeGreaterThan(20)
    expect(output.split(/\s+/).filter(Boolean)).toEqual(promised)
  })

  it('lists every class of error', () => {
    const named = [...readme.matchAll(/^\| `(\w+Error)` \|/gm)].map(([, name]) => name)
    const classes = Object.keys(errors).filter((name) => name.endsWith('Error') && name !== 'GatehouseError')
    expect(named.sort()).toEqual(classes.sort())
  })

  it('lists every code of a sign-in that failed', async () => {
    const [, rows = ''] = /^\| `code` of a `SignInError`[^\n]*\n([\s\S]*?)\n\n/m.exec(readme) ?? []
    const named = [...rows.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, codes]) => codes?.match(/\w+/g) ?? [])
    const text = readFileSync(new URL('../src/sso/sign-in-error.ts', import.meta.url), 'utf8')
    const codes = [...text.matchAll(/^ {2}(\w+): \[/gm)].map(([, code]) => code)
    expect(codes.length).toBeGreaterThan(10)
    expect(named.sort()).toEqual(codes.sort())
  })

  it('shows each thing that an application needs first', () => {
    for (const part of ['organizations.create', 'connections.create', 'applications.create', '.pages()', 'etagOf('])
      expect(code).toContain(part)
  })

  it('names the lowest Node of the package', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(engines.node).toBe('^20.19.0 || >=22.12.0')
    expect(readme).toContain('It needs Node 20.19, 22.12 or newer')
  })
})
