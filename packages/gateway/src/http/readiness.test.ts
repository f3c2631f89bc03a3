import { describe, expect, it } from 'vitest'
import type { Ports } from '../domain/ports/ports.ts'
import { readiness } from './readiness.ts'

interface Parts {
  readonly installation: () => Promise<unknown>
  readonly isWell: boolean
  readonly xmlProblem: string | null
}

const well: Parts = { installation: async () => ({}), isWell: true, xmlProblem: null }

async function nameOf(change: Partial<Parts>): Promise<string | null> {
  const { installation, isWell, xmlProblem } = { ...well, ...change }
  const ports = { stores: { installation: { get: installation } } } as unknown as Ports
  return readiness(ports, { isWell: () => isWell }, () => xmlProblem)
}

const away = (): Promise<unknown> => Promise.reject(new Error('away'))

const cases: readonly (readonly [string, Partial<Parts>, string | null])[] = [
  ['nothing', {}, null],
  ['the installation, before it is made', { installation: async () => undefined }, 'installation'],
  ['the database that does not answer', { installation: away }, 'database'],
  ['the configuration that is not followed', { isWell: false }, 'configuration'],
  ['SAML, whose self-test failed', { xmlProblem: 'an unknown entity' }, 'saml'],
]

describe('readiness', () => {
  it.each(cases)('names %s', async (_, change, name) => expect(await nameOf(change)).toBe(name))
})
