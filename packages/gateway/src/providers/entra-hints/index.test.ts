import { describe, expect, it } from 'vitest'
import { accessHints } from './access.ts'
import { accountHints } from './account.ts'
import { applicationHints } from './application.ts'
import { consentHints } from './consent.ts'
import { credentialHints, policyHints } from './credentials.ts'
import { codesIn, entraHints } from './index.ts'
import { protocolHints } from './protocol.ts'
import { samlHints } from './saml.ts'

/** The numbers that Microsoft documents and that people meet when they connect an application. */
const documented = `
  50011 900971 70004 50194 700016 700011 70001 7000112 90002 90038 900382 900432 500011 650057 70011 28002 28003 700022
  901002 9010010 90130 90124 9002332 500208 700054 70005 70007 50020 50034 51004 50014 16003 16000 90072 50053 50055
  50056 50057 50126 50144 50058 50132 50133 50173 50089 50105 501051 50197 50143 50072 50079 50074 50076 50078 53000
  53001 53002 53003 530032 530035 530036 53011 50131 50158 50097 70043 50002 500021 500022 500212 500213 65001 65004 65005
  650052 650054 650056 650053 65002 90008 90094 90095 90093 90099 7000215 70002 7000222 7000218 700025 9002326 9002327
  700027 700024 7000214 7000277 1000502 7000274 700030 50012 50013 500133 70021 700211 700212 700213 7002138 90061
  700229 54005 70008 700082 700084 700005 501481 50147 501491 9002313 900561 900144 90014 90015 90023 90100 90013 50196
  50169 90019 50059 1002016 90033 90090 50033 90024 90006 40008 40010 90055 20001 20012 40009 40015 50146 501461 70016
  70018 70019 90119 90120 50199 50061 50068 50070 50071 75005 750054 75001 75003 75008 75011 75016 7500529 76021 76026
  900236 90011 50003 50006 50008 5000819 501241`
  .trim()
  .split(/\s+/)

describe('the hints for Entra', () => {
  it.each(documented)('explain AADSTS%s', (number) => expect(entraHints).toHaveProperty(`AADSTS${number}`))

  it.each(['CredentialTypeNotAllowedAsPerAppPolicy', 'CredentialInvalidLifetimeAsPerAppPolicy'])(
    'answer %s with the federated credential',
    (name) => {
      expect(codesIn(`{"error":{"code":"${name}"}}`)).toEqual([name])
      expect(entraHints[name]?.what).toMatch(/federated credential/)
    },
  )

  it.each(['50105', ' 50105\n'])('are found for the bare number %j', (text) => {
    expect(codesIn(text)).toEqual(['AADSTS50105'])
  })

  it.each(['123', '12345678901', '50105 50106', 'at 50105'])('are not found for %j', (text) => {
    expect(codesIn(text)).toEqual([])
  })

  it('explain each code in one file only', () => {
    const files = [accessHints, accountHints, applicationHints, consentHints, credentialHints, protocolHints, samlHints]
    const all = [...files, policyHints].flatMap((rows) => Object.keys(rows))
    expect(all.length).toBe(Object.keys(entraHints).length)
  })
})
