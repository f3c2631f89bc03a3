import { describe, expect, it } from 'vitest'
import { commonName, shortThumbprint } from './certificate-names.ts'

describe('the name of a certificate', () => {
  it.each([
    ['CN=Microsoft Azure Federated SSO Certificate', 'Microsoft Azure Federated SSO Certificate'],
    ['O=Contoso, CN=Sign 1, C=DE', 'Sign 1'],
    ['O=Contoso', 'O=Contoso'],
  ])('of %s', (subject, name) => expect(commonName(subject)).toBe(name))

  it('shows both ends of a thumbprint', () =>
    expect(shortThumbprint(`9F2C41A8${'0'.repeat(48)}51F041AB`)).toBe('9F2C 41A8 … 51F0 41AB'))

  it('shows a short thumbprint as it is', () => expect(shortThumbprint('9F2C41A8')).toBe('9F2C 41A8'))
})
