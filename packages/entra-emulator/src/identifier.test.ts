import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { guidFromName, isGuid, newGuid } from './identifier.ts'

describe('a GUID', () => {
  it('made at random has the form of version 4', () =>
    expect(newGuid(randomBytes)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))

  it('made from a name is the same at each start, and differs for another name', () => {
    expect(guidFromName('tenant', 'Contoso')).toBe(guidFromName('tenant', 'Contoso'))
    expect(guidFromName('tenant', 'Contoso')).not.toBe(guidFromName('tenant', 'Fabrikam'))
    expect(guidFromName('a', 'bc')).not.toBe(guidFromName('ab', 'c'))
    expect(isGuid(guidFromName('tenant', 'Contoso'))).toBe(true)
  })

  it('is distinguished from other text', () => {
    expect(isGuid('9188040D-6C67-4C5B-B112-36A304B66DAD')).toBe(true)
    expect(isGuid('9188040d6c674c5bb11236a304b66dad')).toBe(false)
    expect(isGuid('contoso.example')).toBe(false)
  })
})
