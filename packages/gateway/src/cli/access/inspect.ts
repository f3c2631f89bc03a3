/**
 * `gatehouse token inspect`: says what a token says. With `--verify` the gateway judges it: a token of Entra by the rules
 * of an API resource, one of its own by its keys. A token is read from a file or standard input, never from the command
 * line.
 */
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { readEntraAccessToken } from '@gatehouse-sso/core/oauth/entra-access-token'
import type { AccessTest } from '@gatehouse-sso/sdk/contract/access-test'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import pc from 'picocolors'
import { type AccessFlags, readText } from '../api/access.ts'
import { exitCodes } from '../errors.ts'
import { print, printJson } from '../say.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage.ts'
import { wrapped } from '../wrap.ts'
import { type AccessGateway, openGateway } from './gateway.ts'
import { checkOwnToken, isOfGateway, type OwnCheck } from './own-token.ts'
import { readToken, rowsText, tokenText } from './token-text.ts'
import { verdictText } from './verdict-text.ts'
import { tokenWords } from './words.ts'

export interface InspectFlags extends AccessFlags {
  readonly verify?: true
  readonly resource?: string
}

interface Verification {
  readonly verified: boolean | null
  readonly test: AccessTest | null
  readonly checks: readonly OwnCheck[]
}

const unverified: Verification = { verified: null, test: null, checks: [] }

export async function inspectToken(file: string, flags: InspectFlags, terminal: Terminal): Promise<void> {
  refuseTypedToken(file)
  const { token, unverified: decoded } = readToken(readText(file))
  const width = terminal.columns ?? 80
  const now = Date.now()
  const found = flags.verify ? await verification(token, decoded, flags, terminal, now) : unverified
  if (terminal.json) printJson(inspection(decoded, found, now))
  else {
    print(tokenText(decoded, now, width))
    if (found.test) print(`\n${verdictText(found.test, width)}`)
    if (found.checks.length > 0) print(`\n${checksText(found.checks, width)}`)
    if (!flags.verify) terminal.say(`\n${pc.yellow(wrapped(notVerified, width))}`)
  }
  if (found.verified === false) process.exitCode = exitCodes.failed
}

/** The history of the shell and other programs would see it. The message does not repeat it. @throws UsageError */
function refuseTypedToken(file: string): void {
  if (!/^(bearer )?eyJ[\w-]{8,}/i.test(file)) return
  throw new UsageError('A token is never an argument', 'Put it into a file, or send it to standard input and write -.')
}

const notVerified = 'This is what the token says. It is not verified: anybody can write such a token. Add --verify.'

function inspection(decoded: UnverifiedJwt, { verified, test, checks }: Verification, now: number): object {
  const { kind, rows } = tokenWords(decoded, now)
  const { header, claims } = decoded
  return { object: 'token_inspection', kind, verified, header, claims, words: Object.fromEntries(rows), test, checks }
}

async function verification(
  token: string,
  decoded: UnverifiedJwt,
  flags: InspectFlags,
  terminal: Terminal,
  now: number,
): Promise<Verification> {
  const base_url = flags.baseUrl ?? process.env.GATEHOUSE_BASE_URL ?? process.env.GATEHOUSE_PUBLIC_URL
  if (flags.resource === undefined && base_url !== undefined && isOfGateway(decoded, base_url)) {
    const checks = await checkOwnToken(decoded, now)
    return { verified: checks.every(({ passed }) => passed), test: null, checks }
  }
  const gateway = openGateway(flags, terminal)
  const test = await gateway.judge(flags.resource ?? (await resourceOf(gateway, decoded)), token)
  return { verified: test.allowed, test, checks: [] }
}

/** The API resource that the audience names. @throws UsageError that lists the choices */
async function resourceOf(gateway: AccessGateway, decoded: UnverifiedJwt): Promise<string> {
  const audience = readEntraAccessToken(decoded).audience?.replace(/\/$/, '').toLowerCase() ?? ''
  const all = await gateway.resources()
  const [one, ...others] = all.filter((resource) => audiencesOf(resource).includes(audience))
  if (one && others.length === 0) return one.id
  const choices = (one ? [one, ...others] : all).slice(0, 20).map(({ id, name }) => `  ${id}  ${name}`)
  const message = one ? 'several API resources have this audience' : 'no API resource has the audience of the token'
  throw new UsageError(message, ['Choose one with --resource.', ...choices].join('\n'))
}

function audiencesOf({ application_id, app_id_uris }: ApiResource): readonly string[] {
  return [application_id, `api://${application_id}`, ...app_id_uris].map((text) =>
    text.replace(/\/$/, '').toLowerCase(),
  )
}

function checksText(checks: readonly OwnCheck[], width: number): string {
  const mark = (passed: boolean): string => (passed ? 'ok' : 'fail')
  const rows = checks.map(({ name, passed, detail }) => [`${mark(passed).padEnd(4)}  ${name}`, detail] as const)
  return `${pc.bold('Checks by the keys of the gateway')}\n${rowsText(rows, width)}`
}
