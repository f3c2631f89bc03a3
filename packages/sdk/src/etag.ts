/**
 * The ETag of a resource, kept beside its JSON. The mark is a hidden property, so it is not printed and not copied, and
 * the resource stays what the API sent.
 */

/** The registry of symbols is shared, so that two copies of the SDK in one program understand each other. */
const mark = Symbol.for('gatehouse.etag')

/** Puts the ETag of a response on its body. Bodies without an ETag, such as lists, stay as they are. */
export function rememberEtag(body: unknown, etag: string | null): unknown {
  if (typeof body === 'object' && body !== null && etag !== null) Object.defineProperty(body, mark, { value: etag })
  return body
}

/**
 * Gives the ETag of a resource, for the option `if_match`.
 *
 * @param resource the object that `get`, `create`, `update` or an action such as `activate` gave, not a copy of it
 * @returns the ETag with its quotation marks
 * @throws TypeError for any other object, such as an item of a list. Without an ETag a change would be unconditional.
 * @example
 * ```ts
 * const organization = await gatehouse.organizations.get('org_01jd2x3y4z5a6b7c8d9e0f1g2h')
 * await gatehouse.organizations.update(organization.id, { name: 'Contoso' }, { if_match: etagOf(organization) })
 * ```
 */
export function etagOf(resource: object): string {
  const etag: unknown = Reflect.get(resource, mark)
  if (typeof etag === 'string') return etag
  throw new TypeError('This object has no ETag: read the resource itself with `get`, and pass that object, not a copy')
}
