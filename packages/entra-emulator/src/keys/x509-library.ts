type X509Library = typeof import('@peculiar/x509')

/**
 * Loads @peculiar/x509. One of its dependencies calls `Reflect.getMetadata` while it loads, and fails without a
 * polyfill, although nothing here stores metadata. So `Reflect` gets a stub for the time of the load. It is removed
 * afterwards, because other code in this process may bring a real polyfill.
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
