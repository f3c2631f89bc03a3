import { operations } from '@gatehouse-sso/sdk/contract'
import { exampleOf } from '@gatehouse-sso/sdk/contract/openapi'
import { describe, expect, it } from 'vitest'
import { inputOf } from './input.ts'
import { nouns } from './names.ts'
import { nextSteps, operationsWithNext } from './next.ts'

describe('the next step', () => {
  it.each(operationsWithNext)('after %s is a command that exists, with flags that exist', (id) => {
    const operation = operations.find((one) => one.id === id)
    const made = exampleOf(operation?.output as never) as object
    const shown = [
      made,
      { ...made, active: false, state: 'pending', token_endpoint_auth_methods: ['none'] },
      ...['saml', 'google_saml'].map((type) => ({ ...made, type, state: 'draft', missing_settings: ['sso_url'] })),
    ]
    const lines = shown.flatMap((thing) => nextSteps(id, thing))
    expect(lines.join(' ')).not.toMatch(/undefined|null/)
    for (const line of lines.filter((text) => text.startsWith('gatehouse '))) {
      const [, noun, verb, ...rest] = line.split(' ')
      const found = nouns.find(({ word }) => word === noun)?.verbs.find(({ word }) => word === verb)
      if (verb === 'tail') continue
      expect([line, found?.word]).toEqual([line, verb])
      if (!found) continue
      const input = inputOf(found.operation)
      const ids = rest.slice(0, rest.findIndex((word) => word.startsWith('--')) >>> 0)
      expect(ids).toHaveLength(input.params.length)
      const flags = [...input.query, ...input.body].map(({ flag, kind }) => (kind === 'secret' ? `${flag}-file` : flag))
      for (const flag of rest.filter((word) => word.startsWith('--'))) expect(flags).toContain(flag.slice(2))
    }
  })

  const id = 'conn_1'
  const missing = ['idp_entity_id', 'sso_url', 'certificates']
  it.each([
    ['entra_saml', missing, [`update ${id} --settings metadata_url='https://…'`, `test ${id}`]],
    ['google_saml', missing, [`update ${id} --settings metadata_xml="$(cat metadata.xml)"`, `test ${id}`]],
    ['saml', [], [`test ${id}`]],
  ])('after a draft of %s is its metadata and a test, and never a secret', (type, missing_settings, expected) => {
    const commands = expected.map((each) => `gatehouse connections ${each}`)
    for (const operation of ['connections.create', 'connections.update']) {
      const lines = nextSteps(operation, { id, type, state: 'draft', missing_settings })
      expect(lines.filter((line) => line.startsWith('gatehouse '))).toEqual(commands)
    }
  })

  it('is nothing after a command that ends a way', () => {
    expect(nextSteps('organizations.delete', undefined)).toEqual([])
  })
})
