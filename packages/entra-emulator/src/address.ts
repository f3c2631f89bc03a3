/** The address of this emulator. It stands in for `https://login.microsoftonline.com` in documents and tokens. */
export interface Address {
  /** Origin without a slash at the end, `http://127.0.0.1:4000`. */
  readonly baseUrl: () => string
  /** `host:port` of the origin: `msgraph_host` of discovery. */
  readonly host: () => string
  readonly isSecure: () => boolean
  /** Sets the origin. Called once, when the port is known. */
  readonly settle: (origin: string) => void
}

export function openAddress(): Address {
  let origin: URL | undefined
  const known = (): URL => {
    if (!origin) throw new Error('the emulator does not listen yet')
    return origin
  }
  return {
    baseUrl: () => known().origin,
    host: () => known().host,
    isSecure: () => known().protocol === 'https:',
    settle: (url) => {
      origin = new URL(url)
    },
  }
}

const loopback = /^(127(\.\d{1,3}){3}|::1|\[::1\]|localhost|::ffff:127(\.\d{1,3}){3})$/i

/** True for host names and addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return loopback.test(host)
}
