import { expect, it } from 'vitest'
import type { Ports } from '../ports/ports.ts'
import { system } from './caller.ts'
import { openTrace } from './trace.ts'

it('a step that came to nothing after all is recorded as the one that failed', () => {
  const trace = openTrace({
    ports: { now: () => 1_700_000_000_000, ticks: () => 0 } as Ports,
    units: { later: () => undefined },
    caller: system,
  })
  trace.step('request')
  trace.step('redirect', { to: 'https://idp.example' })
  trace.failed('redirect')
  expect(trace.steps.map(({ name, ok, detail }) => [name, ok, detail])).toEqual([
    ['request', true, {}],
    ['redirect', false, {}],
  ])
})
