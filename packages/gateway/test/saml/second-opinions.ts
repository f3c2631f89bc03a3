/** Two other programs on the same responses: xml-crypto about signatures, node-saml about everything. */
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import { DOMParser } from '@xmldom/xmldom'
import { SignedXml } from 'xml-crypto'
import type { Expectation } from './attacks/attack.ts'
import { ns } from './names.ts'

/** The NameID that a program would sign in; `null` if it refuses. */
export type Opinion = string | null

function elementsOf(root: Document | Element, namespace: string, name: string): Element[] {
  return Array.from(root.getElementsByTagNameNS(namespace, name))
}

function nameIn(signed: string): Opinion {
  const [nameId] = elementsOf(new DOMParser().parseFromString(signed, 'text/xml'), ns.assertion, 'NameID')
  return nameId?.textContent ?? null
}

/**
 * As its documentation says: it loads the first signature of the document, and reads the bytes that getSignedReferences
 * returns. It knows nothing of SAML.
 */
export function opinionOfXmlCrypto(response: string, { certificates }: Expectation): Opinion {
  const xml = Buffer.from(response, 'base64').toString()
  for (const publicCert of certificates) {
    try {
      const [signature] = elementsOf(new DOMParser().parseFromString(xml, 'text/xml'), ns.signature, 'Signature')
      if (!signature) return null
      const verifier = new SignedXml({ publicCert })
      verifier.loadSignature(signature)
      if (!verifier.checkSignature(xml)) continue
      const [signed] = verifier.getSignedReferences()
      return signed === undefined ? null : nameIn(signed)
    } catch {
      // Another certificate may fit.
    }
  }
  return null
}

/** With the settings that come nearest to ours. Its clock is that of the process. */
export async function opinionOfNodeSaml(response: string, expected: Expectation): Promise<Opinion> {
  const pending = new Map(
    expected.in_response_to === null ? [] : [[expected.in_response_to, new Date(expected.now).toISOString()]],
  )
  const [decryptionPvk] = expected.decryption_keys
  const saml = new SAML({
    idpCert: [...expected.certificates],
    idpIssuer: expected.idp_entity_id,
    issuer: expected.audience,
    audience: expected.audience,
    callbackUrl: expected.acs,
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: 120_000,
    maxAssertionAgeMs: 600_000,
    validateInResponseTo:
      expected.in_response_to === null ? ValidateInResponseTo.ifPresent : ValidateInResponseTo.always,
    cacheProvider: {
      saveAsync: async () => null,
      getAsync: async (key) => pending.get(key) ?? null,
      removeAsync: async (key) => {
        pending.delete(key ?? '')
        return key
      },
    },
    ...(decryptionPvk === undefined ? {} : { decryptionPvk }),
  })
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: response })
    return profile?.nameID ?? null
  } catch {
    return null
  }
}
