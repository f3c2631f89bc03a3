/**
 * `gatehouse test-access`: signs a person in at Entra as a script of a customer would, and shows what becomes of the token.
 *
 *   find      with an API key at the gateway; without one by the challenge of the API      find.ts
 *   sign in   the device code flow; or a browser on this machine, with PKCE                device-flow.ts, browser-flow.ts
 *   show      header and claims, never the signature                                       token-text.ts
 *   judge     the rules of the gateway, with an API key; they write nothing                verdict-text.ts
 *   call      the API itself                                                               call.ts
 *
 * The token is kept in memory alone. It goes to the gateway of the key and to the address that was typed.
 */
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import type { AccessTest } from '@gatehouse-sso/sdk/contract/access-test'
import pc from 'picocolors'
import type { AccessFlags } from '../api/access.ts'
import { cellText } from '../api/print.ts'
import { exitCodes } from '../errors.ts'
import { print, printJson } from '../say.ts'
import { confirm, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage.ts'
import { wrapped } from '../wrap.ts'
import { browserFlow } from './browser-flow.ts'
import { type ApiAnswer, callApi } from './call.ts'
import { deviceFlow } from './device-flow.ts'
import { findTarget } from './find.ts'
import { gatewayWithKey } from './gateway.ts'
import { isProtected, type Target, type Wanted } from './target.ts'
import { readToken, rowsText, tokenText } from './token-text.ts'
import { verdictText } from './verdict-text.ts'
import { tokenWords } from './words.ts'

export interface TestAccessFlags extends AccessFlags {
  readonly clientApplicationId: string
  readonly apiUrl?: string
  readonly platformApiUrl?: string
  readonly resource?: string
  readonly tenant?: string
  readonly scope?: string
  readonly authorityHost?: string
  readonly flow: 'device' | 'browser'
}

interface Outcome {
  readonly target: Target
  readonly unverified: UnverifiedJwt
  readonly test: AccessTest | null
  readonly answer: ApiAnswer | null
}

export async function testAccess(flags: TestAccessFlags, terminal: Terminal): Promise<void> {
  const wanted = wantedOf(flags)
  const { client_id, api_url } = wanted
  const gateway = gatewayWithKey(flags, terminal)
  const target = await findTarget(gateway, wanted)
  terminal.say(targetText(target, wanted, flags.flow, widthOf(terminal)))
  if (target.is_scope_unconfirmed) await confirmScope(wanted, terminal)
  const signIn = flags.flow === 'browser' ? browserFlow : deviceFlow
  const { token, unverified } = readToken(await signIn(target, client_id, terminal))
  terminal.say('The person has signed in.\n')
  const test = gateway && target.resource ? await gateway.judge(target.resource.id, token) : null
  const isCalled = api_url !== undefined && isForApi(unverified, test)
  if (api_url !== undefined && !isCalled) terminal.say('The API is not called: the token is for another one.\n')
  const answer = isCalled ? await callApi(api_url, token) : null
  report({ target, unverified, test, answer }, wanted, flags.flow, terminal)
}

/**
 * Without a key only the API says which scope is its own. It could name that of another API, and get a token for it.
 * @throws UsageError
 */
async function confirmScope({ api_url = '' }: Wanted, terminal: Terminal): Promise<void> {
  const warning = `Only the API itself has named this scope. The token goes to ${new URL(api_url).origin}.`
  terminal.say(wrapped(warning, widthOf(terminal)))
  if (await confirm(terminal, 'Is it the scope of that API?')) return
  throw new UsageError('not confirmed', 'Nothing was sent. Answer y, or type the scope of the API with --scope.')
}

/** A token for another API is worth something there. It must not go to this one. */
function isForApi(unverified: UnverifiedJwt, test: AccessTest | null): boolean {
  if (tokenWords(unverified, Date.now()).kind === 'graph_access_token') return false
  return !test?.steps.some(({ name, passed }) => name === 'audience' && !passed)
}

/** @throws UsageError */
function wantedOf(flags: TestAccessFlags): Wanted {
  const { apiUrl, platformApiUrl } = flags
  if (apiUrl !== undefined && platformApiUrl !== undefined) {
    throw new UsageError('--api-url and --platform-api-url are the same', 'Leave one of them out.')
  }
  const api_url = apiUrl ?? platformApiUrl
  if (api_url !== undefined && !(URL.canParse(api_url) && isProtected(new URL(api_url)))) {
    throw new UsageError('--api-url is no address with https', 'Write https://api.example.com. The token goes there.')
  }
  return {
    client_id: flags.clientApplicationId.toLowerCase(),
    api_url,
    resource_id: flags.resource,
    tenant: flags.tenant,
    scope: flags.scope,
    authority_host: flags.authorityHost,
  }
}

const widthOf = ({ columns }: Terminal): number => columns ?? 80

function targetText(target: Target, { client_id }: Wanted, flow: string, width: number): string {
  const rows: readonly (readonly [string, unknown])[] = [
    ...(target.resource ? [['API resource', `${target.resource.id}  ${target.resource.name}`] as const] : []),
    ['tenant', target.tenant === 'organizations' ? 'that of the person who signs in' : target.tenant],
    ['client', client_id],
    ['scope', target.scope.split(' ')],
    ['sign-in at', `${target.authority}, ${flow === 'device' ? 'by a device code' : 'in a browser on this machine'}`],
  ]
  return rowsText(rows, width)
}

function report(outcome: Outcome, wanted: Wanted, flow: string, terminal: Terminal): void {
  const { target, unverified, test, answer } = outcome
  // Without a key the answer of the API is all that there is.
  const works = (test?.allowed ?? answer !== null) && (answer === null || answer.status < 400)
  if (!works) process.exitCode = exitCodes.failed
  if (terminal.json) {
    const { header, claims } = unverified
    const { resource, tenant, scope, authority } = target
    printJson({
      ...{ object: 'access_report', works, client_id: wanted.client_id, flow, tenant, scope, authority },
      ...{ api_resource_id: resource?.id ?? null, token: { header, claims }, test, api: answer },
    })
    return
  }
  const width = widthOf(terminal)
  print(tokenText(unverified, Date.now(), width))
  if (test) print(`\n${verdictText(test, width)}`)
  if (answer) print(`\n${answerText(answer, width)}`)
  terminal.say(`\n${wrapped(summary(outcome, works), width)}`)
}

function answerText({ url, status, challenge, error, identity }: ApiAnswer, width: number): string {
  const said = challenge.error_description
  const rows: readonly (readonly [string, unknown])[] = [
    ['address', url],
    ['status', status],
    ...Object.entries(identity).filter(([, value]) => value !== ''),
    ...(error ? Object.entries(error) : said ? [['says', said] as const] : []),
  ]
  return `${pc.bold('Call of the API')}\n${rowsText(rows, width)}`
}

function summary({ test, answer }: Outcome, works: boolean): string {
  const failed = test?.steps.find(({ passed }) => !passed)
  if (failed) return pc.red(`Access does not work yet: the rule ${failed.name} refuses the token.`)
  if (answer === null && test === null) return pc.red('Access does not work yet: the token is for another API.')
  if (!works) return pc.red(`Access does not work yet: the API answers ${answer?.status}.`)
  const rules = 'With an API key (GATEHOUSE_API_KEY) the rules of the gateway are shown, too.'
  if (test === null) return `${pc.green('The API accepts the token.')} ${rules}`
  const role = test.user?.role ? `the role ${cellText(test.user.role)}` : 'no role'
  return pc.green(`Access works: ${cellText(test.user?.name ?? test.user?.identifier)} has ${role}.`)
}
