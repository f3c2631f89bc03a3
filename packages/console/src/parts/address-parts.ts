/** Splits an address where a line may break: before each part of its path. The final slash stands apart. */
export function addressParts(address: string): { readonly parts: readonly string[]; readonly slash: boolean } {
  const slash = address.endsWith('/')
  const rest = slash ? address.slice(0, -1) : address
  return { parts: rest.split(/(?<=[^/:])(?=\/)/), slash }
}
