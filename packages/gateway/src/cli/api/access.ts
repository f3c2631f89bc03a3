/**
 * Finds the address of the API and the key. A key comes from the environment or a file, never from the command line.
 */
import { readFileSync } from 'node:fs'
import { type Client, createClient } from '@gatehouse-sso/sdk'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { Command } from 'commander'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage.ts'

type Variables = Readonly<Record<string, string | undefined>>

export interface AccessFlags {
  readonly baseUrl?: string
  readonly apiKeyFile?: string
}

export function accessOptions(command: Command): Command {
  return command
    .option('--base-url <url>', 'address of the gateway (GATEHOUSE_BASE_URL, else GATEHOUSE_PUBLIC_URL)')
    .option('--api-key-file <path>', 'file with the API key, - for standard input (GATEHOUSE_API_KEY)')
}

/**
 * @param max_retries of a call; the default is that of the SDK
 * @throws UsageError when address or key are missing
 */
export function openClient(
  { principals }: Operation,
  flags: AccessFlags,
  terminal: Terminal,
  variables: Variables,
  max_retries?: number,
): Client {
  const base_url = flags.baseUrl ?? variables.GATEHOUSE_BASE_URL ?? variables.GATEHOUSE_PUBLIC_URL
  if (!base_url) {
    throw new UsageError('the address of the gateway is missing', 'Set GATEHOUSE_BASE_URL, or add --base-url.')
  }
  if (!URL.canParse(base_url)) throw new UsageError(`${base_url} is not an address`, 'Write https://sso.example.com.')
  const { protocol, hostname } = new URL(base_url)
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    terminal.say(`gatehouse: warning: the key goes to ${base_url} without TLS`)
  }
  return createClient({
    base_url,
    api_key: keyOf(principals.includes('installation_key'), flags, variables),
    fetch: verboseFetch(terminal),
    ...(max_retries === undefined ? {} : { max_retries }),
  })
}

function keyOf(installation: boolean, { apiKeyFile }: AccessFlags, variables: Variables): string {
  const names = installation ? ['GATEHOUSE_INSTALLATION_KEY', 'GATEHOUSE_API_KEY'] : ['GATEHOUSE_API_KEY']
  const found = apiKeyFile === undefined ? names.map((name) => fromVariable(name, variables)) : [readText(apiKeyFile)]
  const key = found.find((text) => text)
  if (key) return key
  const what = installation ? 'the installation key is missing' : 'the API key is missing'
  throw new UsageError(what, `Set ${names[0]} or ${names[0]}_FILE, or add --api-key-file.`)
}

/** Reads a variable, or the file that `X_FILE` names. */
export function fromVariable(name: string, variables: Variables): string | undefined {
  const file = variables[`${name}_FILE`]
  return variables[name] || (file ? readText(file) : undefined)
}

/** @param path `-` is standard input. @throws UsageError */
export function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8').trim()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : ''
    throw new UsageError(`${path} cannot be read (${reason})`, 'Name a file, or - for standard input.')
  }
}

/** `fetch` that with `--verbose` prints each request and answer, without keys and bodies. */
function verboseFetch(terminal: Terminal): typeof fetch {
  return async (address, init) => {
    const begun = performance.now()
    terminal.tell(`> ${init?.method ?? 'GET'} ${String(address)}`)
    const response = await fetch(address, init)
    const shown = ['etag', 'x-request-id', 'idempotent-replayed', 'retry-after'].flatMap((name) => {
      const value = response.headers.get(name)
      return value === null ? [] : [`${name}: ${value}`]
    })
    terminal.tell(`< ${[response.status, `${Math.round(performance.now() - begun)} ms`, ...shown].join(', ')}`)
    return response
  }
}
