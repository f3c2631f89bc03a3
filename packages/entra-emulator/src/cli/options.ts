import { parseArgs } from 'node:util'
import { didYouMean } from '../nearest.ts'

/** The parsed command line. */
export type Command =
  | {
      readonly kind: 'start'
      readonly port: number
      readonly fixture?: string
      readonly public_url?: string
      /** Serve https with the certificate of this folder; without a folder, of the default one. */
      readonly tls?: { readonly folder?: string }
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** The command line is wrong; `says` tells why. */
  | { readonly kind: 'misused'; readonly says: string }

export const defaultPort = 4100

export const help = `Microsoft Entra ID's sign-in endpoints on your own machine, offline.

Usage: entra-emulator [options]

  --port N            port on 127.0.0.1; 0 takes a free one (default ${defaultPort})
  --fixture FILE      directory to serve, as JSON; default: a sample tenant "Contoso"
  --public-url URL    origin under which others reach it, behind a proxy
  --tls               serve https with a certificate for this machine, made at the first start
  --tls-folder DIR    the same, with the certificate kept in DIR (default ~/.entra-emulator)
  --version           print the version
  --help              print this

Ctrl-C stops it. All data is in memory only.
`

const options = {
  port: { type: 'string' },
  fixture: { type: 'string' },
  'public-url': { type: 'string' },
  tls: { type: 'boolean' },
  'tls-folder': { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const

/** Keeps only the first sentence of Node's message, which names the option, and adds the nearest option. */
function misuse(error: unknown): Command {
  const message = error instanceof Error ? error.message : String(error)
  const says = message.split('. ')[0] ?? message
  const unknown = /^Unknown option '(-+[^']*)'$/.exec(says)?.[1]
  if (unknown === undefined) return { kind: 'misused', says }
  const names = Object.keys(options).map((name) => `--${name}`)
  return { kind: 'misused', says: `${says}.${didYouMean(unknown, names, (name) => name)}`.replace(/\.$/, '') }
}

function tlsFrom(asked: boolean | undefined, folder: string | undefined): { tls?: { folder?: string } } {
  if (folder !== undefined) return { tls: { folder } }
  return asked ? { tls: {} } : {}
}

export function readCommand(args: readonly string[]): Command {
  try {
    const { values } = parseArgs({
      args: [...args],
      options,
    })
    if (values.help) return { kind: 'help' }
    if (values.version) return { kind: 'version' }
    const port = values.port ?? String(defaultPort)
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      return { kind: 'misused', says: `--port must be a number from 0 to 65535, is "${port}"` }
    }
    return {
      kind: 'start',
      port: Number(port),
      ...(values.fixture === undefined ? {} : { fixture: values.fixture }),
      ...(values['public-url'] === undefined ? {} : { public_url: values['public-url'] }),
      ...tlsFrom(values.tls, values['tls-folder']),
    }
  } catch (error) {
    return misuse(error)
  }
}
