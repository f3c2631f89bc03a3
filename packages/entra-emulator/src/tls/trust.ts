import { X509Certificate } from 'node:crypto'

/** A path as one word of a shell. */
function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

/** A name of its own for each certificate, because Chromium's database refuses a second one under the same name. */
function nickname(ca: string): string {
  const { fingerprint256 } = new X509Certificate(ca)
  return `entra-emulator-${fingerprint256.replaceAll(':', '').slice(0, 8).toLowerCase()}`
}

/**
 * How programs learn to trust an authority: the program, and the one line for a shell.
 * @param authority its certificate, and the absolute path of the file
 */
export function trustLines(authority: {
  readonly ca: string
  readonly ca_file: string
}): readonly (readonly [string, string])[] {
  const file = quoted(authority.ca_file)
  const database = '$HOME/.pki/nssdb'
  const add = `certutil -d sql:${database} -A -t C,, -n ${nickname(authority.ca)} -i ${file}`
  return [
    ['Node', `export NODE_EXTRA_CA_CERTS=${file}`],
    ['Chromium on Linux', `mkdir -p ${database} && ${add}`],
    ['macOS', `security add-trusted-cert -k ~/Library/Keychains/login.keychain-db ${file}`],
    [
      'Debian, Ubuntu',
      `sudo cp ${file} /usr/local/share/ca-certificates/entra-emulator.crt && sudo update-ca-certificates`,
    ],
  ]
}
