type X509Library = typeof import('@peculiar/x509')

/**
 * Loads @peculiar/x509. One of its parts asks `Reflect` for metadata while it loads and stops when no polyfill is
 * installed, although nothing here ever stores any. So for the time of loading there is an answer, "no metadata"; what
 * else runs in this process, and may bring a real polyfill, finds `Reflect` as it was.
 */
export async function loadX509(): Promise<X509Library> {
  if ('getMetadata' in Reflect) return import('@peculiar/x509')
  const none = { getMetadata: () => undefined, getOwnMetadata: () => undefined }
  Object.assign(Reflect, none)
  try {
    return await import('@peculiar/x509')
  } finally {
    for (const name of Object.keys(none)) Reflect.deleteProperty(Reflect, name)
  }
}
