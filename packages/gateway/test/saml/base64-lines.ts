/** base64 in lines, as many signers write it, between two line breaks. */
export function wrapped(base64: string, width: number | null): string {
  if (width === null) return base64
  return `\n${(base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n')}\n`
}
