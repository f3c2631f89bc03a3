/** A path as one word of a shell. */
function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

/**
 * How programs learn to trust a certificate: the program, and the one line for a shell.
 * @param caFile absolute path of the authority's certificate
 */
export function trustLines(caFile: string): readonly (readonly [string, string])[] {
  const file = quoted(caFile)
  return [
    ['Node', `export NODE_EXTRA_CA_CERTS=${file}`],
    ['Chromium on Linux', `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n entra-emulator -i ${file}`],
    ['macOS', `security add-trusted-cert -k ~/Library/Keychains/login.keychain-db ${file}`],
    [
      'Debian, Ubuntu',
      `sudo cp ${file} /usr/local/share/ca-certificates/entra-emulator.crt && sudo update-ca-certificates`,
    ],
  ]
}
