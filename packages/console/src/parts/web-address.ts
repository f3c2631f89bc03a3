/** An address that a link may lead to. Addresses come from settings that people typed, so a script must not pass. */
export function webAddress(text: string): string | undefined {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined
}
