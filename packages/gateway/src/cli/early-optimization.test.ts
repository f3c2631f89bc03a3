import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { earlyFlags } from './early-optimization.ts'

it('knows flags that this V8 has', () => {
  const flags = earlyFlags([])
  const { status, stderr } = spawnSync(process.execPath, [...flags, '--eval', ''], { encoding: 'utf8' })
  expect({ flags: flags.length, status, stderr }).toEqual({ flags: 2, status: 0, stderr: '' })
})
it('leaves a value that the operator has set', () => {
  expect(earlyFlags(['--max-semi-space-size=12', '--invocation-count-for-turbofan=9000'])).toEqual([])
})
