/** The limits of a received message. They bound the work of everything that comes after. */
export interface XmlLimits {
  readonly bytes: number
  readonly depth: number
  readonly elements: number
  readonly attributes: number
  /** Declarations that are in scope at one element. */
  readonly namespaces: number
  /** Of one text or attribute value, in bytes. */
  readonly text: number
  /** Comments may stand in documents that nobody signs for us, such as metadata. */
  readonly comments: boolean
  readonly byte_order_mark: boolean
}

export const messageLimits: XmlLimits = {
  bytes: 256 * 1024,
  depth: 64,
  elements: 4_000,
  attributes: 64,
  namespaces: 64,
  text: 64 * 1024,
  comments: false,
  byte_order_mark: false,
}

/** Federation metadata of Entra has about 70 KB, a byte order mark, and lists of claims. */
export const metadataLimits: XmlLimits = {
  ...messageLimits,
  bytes: 512 * 1024,
  elements: 8_000,
  comments: true,
  byte_order_mark: true,
}
