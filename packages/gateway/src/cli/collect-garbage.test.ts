import { setTimeout as after } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { collectGarbageOnce } from './collect-garbage.ts'

const unreachable = () => new WeakRef({ text: 'of the start' })

it('collects what nothing holds any more', async () => {
  const old = unreachable()
  await after(1) // A WeakRef holds its object until the turn ends.
  collectGarbageOnce(1)
  await after(20)
  expect(old.deref()).toBeUndefined()
})

it('gives nobody the function that collects', async () => {
  collectGarbageOnce(1)
  await after(20)
  expect('gc' in globalThis).toBe(false)
})
