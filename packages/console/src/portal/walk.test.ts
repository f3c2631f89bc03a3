import { describe, expect, it } from 'vitest'
import { allows, backPath, isManaging, nextPath, startOf, stepsOf, type Walked } from './walk.ts'

const connection = { type: 'entra_oidc' }
const setup: Walked = { intents: ['sso', 'domains'], only_step: null, connection }
const manage: Walked = { intents: ['manage', 'domains'], only_step: null, connection }
const domains: Walked = { intents: ['domains'], only_step: null, connection: null }
const colleague: Walked = { intents: ['sso'], only_step: 'register', connection }
const at = {
  step: 'values',
  state: 'started',
  activation: {
    by: 'customer',
    because: null,
    needs_test: true,
    requested_at: null,
    mails: { vendor: true, administrators: false },
  },
} as const

describe('the way through a setup', () => {
  it('has all steps', () => expect(stepsOf(setup)).toHaveLength(8))
  it('has no domains without that intent', () =>
    expect(stepsOf({ ...setup, intents: ['sso'] })).not.toContain('domains'))
  it('has only domains for that intent', () => expect(stepsOf(domains)).toEqual(['domains']))
  it('has one step for a colleague', () => expect(stepsOf(colleague)).toEqual(['register']))

  it('goes forward', () => {
    expect(nextPath(setup, 'provider')).toBe('/entra/register')
    expect(nextPath(setup, 'access')).toBe('/test')
    expect(nextPath(setup, 'domains')).toBe('/turn_on')
    expect(nextPath(colleague, 'register')).toBe('/done')
  })

  it('goes back', () => {
    expect(backPath(setup, 'provider')).toBeNull()
    expect(backPath(setup, 'test')).toBe('/entra/access')
    expect(backPath(manage, 'claims')).toBe('/manage')
  })

  it.each([
    ['where it stopped', { ...setup, ...at }, '/entra/values'],
    ['at the choice, without a connection', { ...setup, ...at, connection: null }, '/provider'],
    ['at the end, once it is complete', { ...setup, ...at, state: 'completed' as const }, '/done'],
    ['at the overview, to look after a connection', { ...manage, ...at }, '/manage'],
    ['at the step of a colleague', { ...colleague, ...at }, '/entra/register'],
    ['at the domains, without a connection', { ...domains, ...at }, '/domains'],
  ])('begins %s', (_, session, path) => expect(startOf(session)).toBe(path))

  it('leads back to the overview while managing', () => {
    expect(isManaging(manage)).toBe(true)
    expect(nextPath(manage, 'access')).toBe('/manage')
    expect(allows(manage, 'values')).toBe(true)
    expect(allows(manage, 'turn_on')).toBe(false)
  })

  it('allows only the steps of the link', () => {
    expect(allows(colleague, 'register')).toBe(true)
    expect(allows(colleague, 'values')).toBe(false)
    expect(allows(domains, 'register')).toBe(false)
  })
})
