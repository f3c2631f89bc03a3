import { expect, it } from 'vitest'
import { consoleDoors } from '../../domain/environments/console-doors.ts'
import { consoleSurface } from './surface.ts'

it('has exactly the doors that no environment may be named after', () => {
  const first = consoleSurface.routes.flatMap(({ path }) => /^\/console\/(\w+)/.exec(path)?.[1] ?? [])
  expect([...new Set(first)].sort()).toEqual([...consoleDoors].sort())
})
