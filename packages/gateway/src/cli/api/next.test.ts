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
    const shown = [made, { ...made, active: false, state: 'pending', token_endpoint_auth_methods: ['none'] }]
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

  it('is nothing after a command that ends a way', () => {
    expect(nextSteps('organizations.delete', undefined)).toEqual([])
  })
})
