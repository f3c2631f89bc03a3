/**
 * Every setting, with its name, default and description. The parser that uses a text later also checks it here, so the
 * gateway starts with every valid setting. Each exists as `X` and as `X_FILE`, the name of a file with the value.
 * docs/configuration.md is printed from here. An unknown `GATEHOUSE_…` variable is reported with the nearest known one.
 */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { z } from 'zod'
import { parseTrustedProxies } from './http/trusted-proxies.ts'
import { parseAllowList } from './outbound/address.ts'
import { smtpUrlProblem } from './outbound/mail.ts'
import { parseProxyAddress } from './outbound/proxy-address.ts'
import { parseDatabaseUrl } from './storage/engine/database-url.ts'

interface Setting<S extends z.ZodType = z.ZodType> {
  /** Parses the text. Its default is used when nothing is set. */
  readonly schema: S
  readonly sentence: string
  readonly example: string
  /** Never printed. */
  readonly secret?: boolean
  /** Variables of other programs, which are used when the setting itself is not set. */
  readonly also?: readonly string[]
}

function setting<S extends z.ZodType>(
  schema: S,
  sentence: string,
  example: string,
  secret = false,
  also: readonly string[] = [],
): Setting<S> {
  return { schema, sentence, example, secret, also }
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** Checks a text with the parser that uses it later. @param parse throws a Failure that says what was expected */
function usedBy<T>(parse: (value: T) => unknown): (value: T) => true {
  return (value) => {
    parse(value)
    return true
  }
}

const publicUrl = z
  .string()
  .refine(URL.canParse, 'must be an address such as https://sso.example.com')
  .transform((text) => new URL(text))
  .refine(({ protocol }) => /^https?:$/.test(protocol), 'must be an address such as https://sso.example.com')
  .refine(({ hostname }) => !hostname.includes('*'), 'must name one host, without a wildcard')
  .refine(
    ({ pathname, search, hash }) => pathname === '/' && search === '' && hash === '',
    'must have no path or query',
  )
  .refine(({ username, password }) => username === '' && password === '', 'must have no credentials')
  .transform((url) => url.origin)

const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))

const address = z
  .string()
  .regex(/^(\[[0-9a-f:.]+\]|[^:[\]]+):\d{1,5}$/i, 'must be an address and a port such as 127.0.0.1:8080')
  .transform((text) => {
    const colon = text.lastIndexOf(':')
    return { host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) }
  })
  .refine(({ port }) => port <= 65_535, 'must have a port up to 65535')
  .refine(({ host }) => isListenHost(host), 'must be an address of this machine and a port, such as 127.0.0.1:8080')

/** An IP address, or a name. A name whose last part is a number is an address with a typo (WHATWG URL, 3.5). */
function isListenHost(host: string): boolean {
  if (isIP(host) !== 0) return true
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(host) && !/(^|\.)(\d+|0x[0-9a-f]*)$/i.test(host)
}

const perMinute = z.coerce.number().int().min(0).max(1_000_000).default(3_000)

/** In the order of the document. */
export const settings = {
  GATEHOUSE_PUBLIC_URL: setting(
    publicUrl,
    'The address that people and identity providers see. It is never derived from a request.',
    'https://sso.example.com',
  ),
  GATEHOUSE_MASTER_KEY: setting(
    z.string(),
    'Seals every secret in the database: 32 random bytes in base64. `gatehouse init` makes one.',
    '(made by gatehouse init)',
    true,
  ),
  GATEHOUSE_DATABASE_URL: setting(
    z.string().default('sqlite:gatehouse.db').refine(usedBy(parseDatabaseUrl)),
    'The database: `sqlite:` and the path of a file or, for several processes, the address of a PostgreSQL database with the encoding UTF8. Its `sslmode` is `disable` (the default), `require`, `verify-ca` or `verify-full`, with `sslrootcert` for your own certificate authority.',
    'postgres://gatehouse:…@db.internal/gatehouse?sslmode=verify-full',
    true,
  ),
  GATEHOUSE_LISTEN: setting(address.prefault('127.0.0.1:8080'), 'Address and port to listen on.', '0.0.0.0:8080'),
  GATEHOUSE_TRUSTED_PROXIES: setting(
    list.refine(usedBy(parseTrustedProxies)),
    'Proxies whose forwarded headers count, as addresses or ranges. None by default.',
    '10.0.0.0/8',
  ),
  GATEHOUSE_OUTBOUND_ALLOW: setting(
    z.string().default('').refine(usedBy(parseAllowList)),
    'Hosts (with or without port) and ranges on private networks that the gateway may call, for identity providers on your own network. Write the whole name of each host, without a scheme.',
    'idp.internal:443, 10.1.0.0/16',
  ),
  GATEHOUSE_OUTBOUND_PROXY: setting(
    z.string().default('none').transform(parseProxyAddress),
    'The HTTP proxy through which the gateway calls identity providers, with a user and password if it needs them; `none` for no proxy. Default: `HTTPS_PROXY`. It carries only https. The gateway calls a host of `GATEHOUSE_OUTBOUND_ALLOW` directly if its address has http.',
    'http://proxy.internal:3128',
    true,
    ['HTTPS_PROXY', 'https_proxy'],
  ),
  GATEHOUSE_OUTBOUND_NO_PROXY: setting(
    z.string().default(''),
    'Hosts that the gateway calls without the proxy, with their subdomains, separated by commas. Default: `NO_PROXY`.',
    'idp.internal, .corp.example',
    false,
    ['NO_PROXY', 'no_proxy'],
  ),
  GATEHOUSE_SMTP_URL: setting(
    z
      .string()
      .default('')
      .refine((text) => text === '' || smtpUrlProblem(text) === undefined, {
        message: 'must be an address such as smtps://user:password@mail.example.com',
      }),
    'The mail server that takes invitations, with user and password if it needs them. `smtps` is TLS from the start; `smtp` uses STARTTLS, which a password needs. Without it the gateway sends no mail and shows links to hand out.',
    'smtps://gatehouse:…@mail.example.com',
    true,
  ),
  GATEHOUSE_MAIL_FROM: setting(
    z
      .string()
      .default('gatehouse@localhost')
      .refine((text) => /^[^\r\n]*@[^\r\n]+$/.test(text), {
        message: 'must be an address, with a name if you like: Example <sso@example.com>',
      }),
    'The sender of mail.',
    'Example <sso@example.com>',
  ),
  GATEHOUSE_MIGRATE: setting(
    z.enum(['auto', 'manual']).default('auto'),
    'With `auto` the gateway migrates the schema when it starts. With `manual` only `gatehouse migrate up` does.',
    'manual',
  ),
  GATEHOUSE_LOG_LEVEL: setting(
    z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'The level of the log.',
    'warn',
  ),
  GATEHOUSE_SHUTDOWN_SECONDS: setting(
    z.coerce.number().int().min(0).max(600).default(25),
    'The time that the gateway may take to stop. For a fifth of it the gateway serves on while `/readyz` answers 503, so that load balancers choose other processes. Then it finishes the requests in flight.',
    '25',
  ),
  GATEHOUSE_RATE_LIMIT_API: setting(
    perMinute,
    'The number of calls of the management API that one API key may make in a minute, at each process. 0 means no limit.',
    '600',
  ),
  GATEHOUSE_RATE_LIMIT_SIGN_IN: setting(
    perMinute,
    'The number of sign-ins that one address may begin in a minute, at each process. 0 means no limit. A whole office may share one address, and an IPv6 /64 counts as one.',
    '600',
  ),
} satisfies Record<string, Setting>

type Settings = typeof settings
export type SettingName = keyof Settings

/** The values of all settings. A setting that was left out has its default. */
export type Config = { readonly [K in SettingName]: z.output<Settings[K]['schema']> }

export type Variables = Readonly<Record<string, string | undefined>>

/**
 * Reads one setting, for commands that need no other.
 * @throws ConfigurationError
 */
export function readSetting<N extends SettingName>(variables: Variables, name: N): Config[N] {
  const { value, problem } = readOne(variables, name)
  if (problem) throw new ConfigurationError([problem])
  return value as Config[N]
}

function readOne(variables: Variables, name: SettingName): { value?: unknown; problem?: Failure } {
  try {
    const text = rawValue(variables, name)
    const parsed = settings[name].schema.safeParse(text)
    if (parsed.success) return { value: parsed.data }
    if (text === undefined) return { problem: missing(name) }
    const expected = parsed.error.issues[0]?.message ?? ''
    const received =
      'secret' in settings[name] && settings[name].secret === true ? {} : { received: text.slice(0, 200) }
    return {
      problem: new Failure('setting_invalid', { param: sourceOf(variables, name) ?? name, expected, ...received }),
    }
  } catch (cause) {
    if (isFailure(cause)) {
      const param = sourceOf(variables, name) ?? name
      return { problem: new Failure(cause.code, { ...cause.evidence, param }) }
    }
    const expected = 'the name of a file that can be read'
    return { problem: new Failure('setting_invalid', { param: `${name}_FILE`, expected, cause }) }
  }
}

/** Reports all problems of the settings at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly problems: readonly Failure[]

  constructor(problems: readonly Failure[]) {
    super(problems.map((problem) => `${problem.evidence.param}: ${problem.message}`).join('\n'))
    this.problems = problems
  }
}

/**
 * Reads the settings.
 * @throws ConfigurationError with everything that is missing or wrong
 */
export function readConfig(variables: Variables): { config: Config; warnings: readonly string[] } {
  const problems: Failure[] = []
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(settings) as SettingName[]) {
    const { value, problem } = readOne(variables, name)
    if (problem) problems.push(problem)
    values[name] = value
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  const config = values as Config
  const { protocol, hostname } = new URL(config.GATEHOUSE_PUBLIC_URL)
  if (protocol !== 'https:' && !loopback.includes(hostname)) {
    throw new ConfigurationError([new Failure('public_url_insecure', { param: 'GATEHOUSE_PUBLIC_URL' })])
  }
  return { config, warnings: unknownVariables(variables) }
}

function missing(name: string): Failure {
  return new Failure(name === 'GATEHOUSE_MASTER_KEY' ? 'master_key_missing' : 'setting_missing', { param: name })
}

/** The text of a setting: from the variable, from the file that `X_FILE` names, or from a variable of other programs. */
export function rawValue(variables: Variables, name: SettingName): string | undefined {
  const source = sourceOf(variables, name)
  if (source === undefined) return undefined
  const text = variables[source]?.trim()
  return source === `${name}_FILE` ? readFileSync(text ?? '', 'utf8').trim() : text
}

/** The variable with the value of a setting; `undefined` when it is not set. */
export function sourceOf(variables: Variables, name: SettingName): string | undefined {
  const { also = [] } = settings[name] as Setting
  return [name, `${name}_FILE`, ...also].find((variable) => variables[variable]?.trim())
}

/** A warning for each unknown `GATEHOUSE_…` variable, with the setting that was probably meant. */
function unknownVariables(variables: Variables): readonly string[] {
  const known = Object.keys(settings).flatMap((name) => [name, `${name}_FILE`])
  return Object.keys(variables)
    .filter((name) => name.startsWith('GATEHOUSE_') && !known.includes(name) && !forClients.includes(name))
    .map((name) => `${name} is not a setting of Gatehouse. Did you mean ${nearest(name, known)}?`)
}

/** Read by the SDK and the command line, not by the service. */
const forClients: readonly string[] = [
  'GATEHOUSE_BASE_URL',
  ...['API_KEY', 'INSTALLATION_KEY', 'CLIENT_SECRET'].flatMap((name) => [
    `GATEHOUSE_${name}`,
    `GATEHOUSE_${name}_FILE`,
  ]),
]

/** The candidate that needs the fewest changes of letters (Levenshtein). */
export function nearest(text: string, candidates: readonly string[]): string {
  const distance = (a: string, b: string): number => {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index)
    for (const [i, letter] of [...a].entries()) {
      const next = [i + 1]
      for (const [j, other] of [...b].entries()) {
        const cost = letter === other ? 0 : 1
        next.push(Math.min((row[j] ?? 0) + cost, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
      }
      row = next
    }
    return row.at(-1) ?? 0
  }
  return [...candidates].sort((a, b) => distance(text, a) - distance(text, b))[0] ?? ''
}
