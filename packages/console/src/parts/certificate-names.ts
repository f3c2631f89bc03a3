/** How certificates are named to people. */

/** `CN=Microsoft Azure Federated SSO Certificate, O=…` by its common name; all of a subject without one. */
export function commonName(subject: string): string {
  return /(?:^|,\s*)CN=([^,]+)/.exec(subject)?.[1]?.trim() ?? subject
}

/** `9F2C 41A8 … 51F0 41AB`: both ends, which is what people compare. */
export function shortThumbprint(thumbprint: string): string {
  const groups = thumbprint.match(/.{1,4}/g) ?? []
  return groups.length <= 5 ? groups.join(' ') : [...groups.slice(0, 2), '…', ...groups.slice(-2)].join(' ')
}
