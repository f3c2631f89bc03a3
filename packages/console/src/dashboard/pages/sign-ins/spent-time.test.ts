import { expect, it } from 'vitest'
import { type Step, spentTime } from './spent-time.ts'

const step = (name: string, at: number, ms: number): Step => ({
  at: new Date(at).toISOString(),
  name,
  ok: true,
  ms,
  detail: {},
})

it('tells the time of the person, the identity provider and the gateway apart', () => {
  const steps = [
    step('request', 1_000, 2),
    step('redirect', 1_001, 1),
    step('callback', 9_501, 10),
    step('token_response', 9_700, 200),
    step('id_token', 9_702, 2),
  ]
  const spent = spentTime(steps)
  expect(spent).toMatchObject({ personMs: 8_490, providerMs: 200, gatewayMs: 15 })
  expect(spent.steps.map(({ awayMs }) => awayMs)).toEqual([null, null, 8_490, null, null])
})
