import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clientCertificate } from '../../test/certificate.ts'
import { contoso, tid } from '../../test/contoso.ts'
import {
  acsUrl,
  addApplication,
  allOf,
  attributesIn,
  authnRequest,
  certificatesIn,
  entityId,
  firstOf,
  isSigned,
  redirectUrl,
  responseTo,
} from '../../test/saml.ts'
import { type Emulator, type SamlApplicationAddresses, startEmulator } from '../emulator.ts'
import { isSamlFaultName, type SamlFaultName, samlFaultList } from '../faults/saml-fault-list.ts'

describe('a fault of SAML', () => {
  let emulator: Emulator
  let app: SamlApplicationAddresses
  let certificate: string
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    app = addApplication(emulator, { application: { groupMembershipClaims: 'SecurityGroup' } })
    certificate = (await certificatesIn(app.metadata_url))[0] ?? ''
  })
  afterAll(() => emulator.close())

  const received = async (): Promise<string> =>
    (await responseTo(emulator, redirectUrl(app.sso_url, authnRequest({ id: '_asked' })))).xml
  const assertionId = (xml: string): string => firstOf(xml, /<Assertion ID="([^"]+)"/)
  /** Whether the signature is right, as most faults leave it. */
  const isRight = (xml: string): boolean => isSigned(xml, assertionId(xml), certificate)
  const time = (xml: string, name: string): number =>
    Date.parse(firstOf(xml, new RegExp(`<Conditions [^>]*${name}="([^"]+)"`)))
  const hours = 3_600_000

  const effects: Readonly<Record<SamlFaultName, (xml: string) => void | Promise<void>>> = {
    'saml-wrong-audience': (xml) => {
      expect(firstOf(xml, /<Audience>([^<]+)</)).not.toBe(entityId)
      expect(isRight(xml)).toBe(true)
    },
    'saml-wrong-destination': (xml) => {
      expect(firstOf(xml, /Destination="([^"]+)"/)).not.toBe(acsUrl)
      expect(firstOf(xml, /Recipient="([^"]+)"/)).toBe(acsUrl)
      expect(isRight(xml)).toBe(true)
    },
    'saml-wrong-recipient': (xml) => {
      expect(firstOf(xml, /Destination="([^"]+)"/)).toBe(acsUrl)
      expect(firstOf(xml, /Recipient="([^"]+)"/)).not.toBe(acsUrl)
      expect(isRight(xml)).toBe(true)
    },
    'saml-wrong-issuer': (xml) => {
      const issuers = allOf(xml, /<Issuer[^>]*>([^<]+)</)
      expect(new Set(issuers).size).toBe(1)
      expect(issuers[0]).not.toContain(tid)
      expect(isRight(xml)).toBe(true)
    },
    'saml-expired': (xml) => {
      expect(Math.round((Date.now() - time(xml, 'NotOnOrAfter')) / hours)).toBe(1)
      expect(isRight(xml)).toBe(true)
    },
    'saml-not-yet-valid': (xml) => {
      expect(Math.round((time(xml, 'NotBefore') - Date.now()) / hours)).toBe(1)
      expect(isRight(xml)).toBe(true)
    },
    'saml-foreign-certificate': (xml) => {
      const signer = firstOf(xml, /<X509Certificate>([^<]+)</)
      expect(signer).not.toBe(certificate)
      expect(isSigned(xml, assertionId(xml), signer)).toBe(true)
      expect(isRight(xml)).toBe(false)
    },
    'saml-unsigned': (xml) => {
      expect(xml).toContain('<Assertion ')
      expect(xml).not.toContain('<Signature')
    },
    'saml-bad-signature': (xml) => {
      expect(firstOf(xml, /<X509Certificate>([^<]+)</)).toBe(certificate)
      expect(isRight(xml)).toBe(false)
    },
    'saml-sha1': (xml) => {
      expect(firstOf(xml, /SignatureMethod Algorithm="([^"]+)"/)).toMatch(/rsa-sha1$/)
      expect(isRight(xml)).toBe(true)
    },
    'saml-signature-wrapping': (xml) => {
      const [forged, signed = ''] = allOf(xml, /<Assertion ID="([^"]+)"/)
      expect(forged).toBe('_forged')
      expect(isSigned(xml, signed, certificate)).toBe(true)
      expect(allOf(xml, /<NameID [^>]*>([^<]+)</)).toEqual(['somebody.else@contoso.example', 'ada@contoso.example'])
    },
    'saml-replay': async (xml) => {
      const again = await received()
      expect(assertionId(again)).toBe(assertionId(xml))
      expect(isRight(again)).toBe(true)
    },
    'saml-missing-in-response-to': (xml) => {
      expect(xml).not.toContain('InResponseTo')
      expect(isRight(xml)).toBe(true)
    },
    'saml-wrong-in-response-to': (xml) => {
      const ids = allOf(xml, /InResponseTo="([^"]+)"/)
      expect(ids).toHaveLength(2)
      expect(ids).not.toContain('_asked')
      expect(isRight(xml)).toBe(true)
    },
    'saml-doctype': (xml) => expect(xml).toMatch(/^<!DOCTYPE who \[<!ENTITY /),
    'saml-name-id-comment': (xml) => {
      expect(firstOf(xml, /<NameID [^>]*>(.*?)<\/NameID>/)).toBe('ada<!-- -->@contoso.example')
      expect(isRight(xml)).toBe(true)
    },
    'saml-duplicate-attribute': (xml) => {
      const values = [...xml.matchAll(/<Attribute Name="[^"]+\/emailaddress"><AttributeValue>([^<]+)</g)].map(
        ([, value]) => value,
      )
      expect(values).toEqual(['ada@contoso.example', 'somebody.else@contoso.example'])
      expect(isRight(xml)).toBe(true)
    },
    'saml-group-overage': (xml) => {
      const names = Object.keys(attributesIn(xml))
      expect(names).toContain('http://schemas.microsoft.com/claims/groups.link')
      expect(names.some((name) => name.endsWith('/groups'))).toBe(false)
    },
    'saml-gcm': async (plain) => {
      expect(plain).toContain('<Assertion ')
      const saml = { tokenEncryptionCertificate: clientCertificate().cert }
      await emulator.admin('PATCH', `/tenants/${tid}/applications/${app.app_id}`, { saml })
      expect(await received()).toContain('xmlenc11#aes256-gcm')
    },
    'saml-status-error': (xml) => {
      expect(firstOf(xml, /StatusCode Value="([^"]+)"/)).toMatch(/:Responder$/)
      expect(xml).toContain('AADSTS50000:')
      expect(xml).not.toMatch(/<Assertion|<Signature/)
    },
  }

  it.each(Object.keys(samlFaultList).filter(isSamlFaultName))('%s acts', async (name) => {
    await emulator.admin('POST', '/faults', { name })
    await effects[name](await received())
  })

  it('acts as often as it is told, then the sign-in is right again', async () => {
    await emulator.admin('POST', '/faults', { name: 'saml-unsigned', times: 1 })
    expect(isRight(await received())).toBe(false)
    expect(isRight(await received())).toBe(true)
  })

  it('acts on the response and the assertion if both are signed', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${app.app_id}`, { saml: { signingOption: 'both' } })
    await emulator.admin('POST', '/faults', { name: 'saml-bad-signature' })
    const xml = await received()
    expect(isRight(xml)).toBe(false)
    expect(isSigned(xml, firstOf(xml, /<samlp:Response ID="([^"]+)"/), certificate)).toBe(false)
  })

  it('acts in its tenant only', async () => {
    await emulator.admin('POST', '/faults', { name: 'saml-unsigned', tenant: 'fabrikam.example' })
    expect(isRight(await received())).toBe(true)
  })

  it('is on the home page', async () => {
    const page = await (await fetch(emulator.url)).text()
    for (const name of Object.keys(samlFaultList)) expect(page).toContain(`<code>${name}</code>`)
  })
})
