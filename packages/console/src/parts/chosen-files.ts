/** Files that an administrator chooses: metadata as XML, or certificates in PEM or DER. */

/** The longest metadata that the gateway reads. */
const longest = 512 * 1024

export type FileFault = 'too_large' | 'unread'

/** @returns the text of all files, or what is wrong with one */
export async function textOfFiles(
  files: readonly Pick<File, 'size' | 'arrayBuffer'>[],
): Promise<{ readonly text: string } | { readonly fault: FileFault }> {
  if (files.some(({ size }) => size > longest)) return { fault: 'too_large' }
  try {
    const texts = await Promise.all(files.map(async (file) => textOf(new Uint8Array(await file.arrayBuffer()))))
    return { text: texts.map((text) => text.trim()).join('\n') }
  } catch {
    return { fault: 'unread' }
  }
}

/** A certificate in DER begins with a sequence whose length has two bytes. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x30 && bytes[1] === 0x82) return pemOf(bytes)
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

function pemOf(bytes: Uint8Array): string {
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----`
}
