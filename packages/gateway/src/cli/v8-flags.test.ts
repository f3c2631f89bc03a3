import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { servingFlags, setsStartFlag, startFlags } from './v8-flags.ts'

it('knows flags that this V8 has', () => {
  const flags = [...startFlags, ...servingFlags([])]
  const { status, stderr } = spawnSync(process.execPath, [...flags, '--eval', ''], { encoding: 'utf8' })
  expect({ flags: flags.length, status, stderr }).toEqual({ flags: 7, status: 0, stderr: '' })
})

const optimize = ['--invocation-count-for-maglev=100', '--invocation-count-for-turbofan=400']
const pretenuring = '--no-allocation-site-pretenuring'
const growth = '--semi-space-growth-factor=16'
it.each([
  ['nothing of these', '--max-semi-space-size=12', [...optimize, pretenuring, growth]],
  ['a number of calls', '--invocation-count-for-turbofan=9000', [pretenuring, growth]],
  ['pretenuring', '--allocation-site-pretenuring', [...optimize, growth]],
  ['pretenuring, as V8 writes it too', '--allocation_site_pretenuring', [...optimize, growth]],
])('leaves what the operator has set: %s', (_, given, set) => {
  expect(servingFlags(['--enable-source-maps', given])).toEqual(set)
})

it.each([
  ['--max-semi-space-size=32', true],
  ['--min_semi_space_size=4', true],
  ['--memory-reducer', true],
  ['--no_memory_reducer', true],
  ['--max-old-space-size=512', false],
])('%s among the options of Node sets a flag of the start: %s', (option, isSet) => {
  expect(setsStartFlag(['--enable-source-maps', option])).toBe(isSet)
})
