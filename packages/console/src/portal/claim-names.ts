/** Names of claims and attributes for a narrow column. */

/** `…/givenname`: an address by its last part, which is what tells the attributes of one provider apart. */
export function shortClaim(name: string): string {
  if (!/^https?:/.test(name) || !URL.canParse(name)) return name
  const { pathname } = new URL(name)
  const last = pathname.split('/').filter(Boolean).at(-1)
  return last === undefined || !name.endsWith(last) ? name : `…/${last}`
}
