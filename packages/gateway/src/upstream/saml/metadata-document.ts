/** Reads a document that should be metadata. It may be a web page, or a certificate: then the failure says so. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { type IdentityProviderMetadata, readIdentityProviderMetadata } from '../../saml/identity-provider-metadata.ts'

/** The first bytes that are looked at. */
const beginningBytes = 1_000

/** @throws Failure saml_metadata_invalid, saml_message_too_large */
export async function readMetadataDocument(bytes: Buffer, now: number): Promise<IdentityProviderMetadata> {
  try {
    return await readIdentityProviderMetadata(bytes, now)
  } catch (error) {
    if (!isFailure(error) || !/^saml_(?:xml|encoding)_/.test(error.code)) throw error
    const { received = 'no well-formed XML' } = error.evidence
    throw new Failure('saml_metadata_invalid', { received: kindOf(bytes) ?? received, cause: error })
  }
}

function kindOf(bytes: Buffer): string | undefined {
  const beginning = bytes
    .subarray(0, beginningBytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (/^(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b/i.test(beginning)) return 'a web page (HTML)'
  if (beginning.startsWith('-----BEGIN ')) return 'PEM, no XML'
  return beginning.startsWith('<') ? undefined : 'no XML'
}
