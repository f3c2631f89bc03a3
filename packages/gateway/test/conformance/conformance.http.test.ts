import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { basic } from './basic.ts'
import { config } from './config.ts'
import { differences } from './differences.ts'
import { gatewayTarget } from './gateway-target.ts'
import { logout } from './logout.ts'
import { logoutChannels } from './logout-channels.ts'
import { referenceTarget } from './reference-target.ts'
import type { Target } from './target.ts'

const scenarios = [...basic, ...config, ...logout, ...logoutChannels]
const targets = [
  ['the gateway', gatewayTarget],
  ['oidc-provider', referenceTarget],
] as const

describe.each(targets)('%s passes', (name, open) => {
  let target: Target
  beforeAll(async () => {
    target = await open()
  })
  afterAll(() => target?.close())
  // Only the date is fake. Sockets and timers are real.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }))
  afterEach(() => void vi.useRealTimers())
  const pass = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1000)

  it.each(scenarios)('$name', async ({ name: scenario, expected, run }) => {
    const known = differences.find(
      (difference) => difference.target === name && difference.scenarios.includes(scenario),
    )
    expect(await run(target, pass)).toEqual(known ? known.outcome : expected)
  })
})

describe('the list of differences', () => {
  it('covers each module of the plans once', () => {
    expect([basic.length, config.length, logout.length, logoutChannels.length]).toEqual([38, 1, 11, 4])
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
  })
  const lines = differences.flatMap((difference) => difference.scenarios.map((name) => ({ name, ...difference })))
  it('has no duplicate line', () => {
    expect(new Set(lines.map(({ target, name }) => `${target} ${name}`)).size).toBe(lines.length)
  })
  it.each(lines)('has a real difference with a reason: $name of $target', ({ name, outcome, because }) => {
    const known = scenarios.find((scenario) => scenario.name === name)
    expect(known).toBeDefined()
    expect(outcome).not.toEqual(known?.expected)
    expect(because).toMatch(/^[A-Z].{20,}\.$/)
  })
})
