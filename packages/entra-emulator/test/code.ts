import type { Emulator } from '../src/emulator.ts'
import { type Browser, signIn } from './browser.ts'
import { authorizeUrl, cid, redirectUri, secret, tid } from './contoso.ts'
import { type Answer, postForm } from './http.ts'

/** Signs in Ada, or the named user, with a new browser. Returns the parameters that the application gets. */
export async function answerAt(
  emulator: Emulator,
  parameters: Readonly<Record<string, string | undefined>> = {},
  person: { readonly name: string; readonly password: string } = {
    name: 'ada@contoso.example',
    password: 'ada-password',
  },
  word = tid,
  browser?: Browser,
): Promise<URLSearchParams> {
  const url = authorizeUrl(emulator.url, parameters, word)
  if (!browser) {
    const { name, password } = person
    return (await emulator.signIn(url, { userPrincipalName: name, password })).parameters
  }
  const view = await signIn(browser, url, person.name, person.password)
  if (view.status !== 0) throw new Error(`the sign-in ended on a page: ${view.text.replace(/<style.*?<\/style>/s, '')}`)
  return new URLSearchParams(view.url.search || view.url.hash.slice(1))
}

export async function codeFor(
  emulator: Emulator,
  parameters?: Readonly<Record<string, string | undefined>>,
  person?: { readonly name: string; readonly password: string },
  word?: string,
): Promise<string> {
  return String((await answerAt(emulator, parameters, person, word)).get('code'))
}

/** POST /token with the web application's parameters and these changes. `undefined` leaves a parameter out. */
export function token(
  emulator: Emulator,
  parameters: Readonly<Record<string, string | undefined>>,
  options: { readonly word?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const url = `${emulator.url}/${options.word ?? tid}/oauth2/v2.0/token`
  return postForm(url, { client_id: cid, client_secret: secret, ...parameters }, options.headers)
}

export function redeem(
  emulator: Emulator,
  code: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
  options?: Parameters<typeof token>[2],
): Promise<Answer> {
  return token(emulator, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...parameters }, options)
}
