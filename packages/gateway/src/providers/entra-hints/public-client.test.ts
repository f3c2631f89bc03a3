import { describe, expect, it } from 'vitest'
import { entraHints } from './index.ts'
import { explainToProgram, publicClientHints, unreturnedToProgram } from './public-client.ts'

const where = {
  cloud: 'public',
  tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
  client_id: '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d',
} as const

describe('what a program without a secret is told', () => {
  it.each(Object.keys(publicClientHints))('about AADSTS%s names no connection, and the page', (number) => {
    const { cause = '', what = '', where: page = '' } = explainToProgram(where, `AADSTS${number}`) ?? {}
    expect([cause, what]).toEqual([expect.stringMatching(/^[A-Z].{10,}\.$/), expect.stringMatching(/^[A-Z].{10,}\.$/)])
    expect(`${cause} ${what} ${page}`).not.toMatch(/connection/)
  })

  it('about 7000218 is the switch on the page Authentication, with the ids filled in', () => {
    expect(explainToProgram(where, 'AADSTS7000218')).toEqual({
      code: 'AADSTS7000218',
      who: 'administrator',
      cause: 'The application does not allow public client flows.',
      what: 'Set "Allow public client flows" to Yes, and save.',
      where: 'Entra ID > App registrations > your app > Authentication > Settings > Allow public client flows',
      url: `https://entra.microsoft.com/${where.tenant_id}#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Authentication/appId/${where.client_id}`,
    })
  })

  it('about other codes is that of every connection', () => {
    expect(explainToProgram(where, 'AADSTS50105')?.cause).toBe(entraHints.AADSTS50105?.cause)
    expect(explainToProgram(where, 'AADSTS123456')?.url).toBe('https://login.microsoftonline.com/error?code=123456')
    expect(explainToProgram(where, 'nonsense')).toBeUndefined()
  })

  it.each(Object.values(unreturnedToProgram).flat())('explains %s, which never comes back', (code) => {
    expect(explainToProgram(where, code)).toBeDefined()
  })
})
