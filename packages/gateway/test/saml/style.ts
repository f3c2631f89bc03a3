import type { ResponseValues } from './values.ts'
import type { Writing, XmlElement } from './xml-tree.ts'

export type SignedParts = 'response' | 'assertion' | 'both'

/** How an identity provider writes the element `Signature`. */
export interface SignatureStyle {
  readonly prefix: string
  /** The prefixes that exclusive canonicalization keeps although nothing seems to use them. */
  readonly prefix_list: readonly string[]
  /** Line breaks between the elements, and in base64 after so many characters. */
  readonly step: string | null
  readonly wrap: number | null
  readonly key_info: 'certificate' | 'subject and certificate' | 'key value' | 'default namespace' | 'none'
}

export interface EncryptionStyle {
  readonly cipher: 'aes128-cbc' | 'aes256-cbc' | 'aes128-gcm' | 'aes256-gcm'
  readonly transport: 'rsa-oaep-mgf1p' | 'rsa-oaep'
  readonly digest: 'sha1' | 'sha256' | null
  readonly key_place: 'inside' | 'beside'
}

/** The response of one identity provider: the order, the prefixes and the white space that it really sends. */
export interface Style {
  readonly name: string
  readonly values: ResponseValues
  readonly prefix: { readonly protocol: string; readonly assertion: string }
  readonly signs: SignedParts
  readonly encrypts: boolean
  readonly writing: Writing
  readonly signature: SignatureStyle
  readonly encryption: EncryptionStyle
  readonly build: (values: ResponseValues) => XmlElement
}

export function qualified(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}:${name}`
}
