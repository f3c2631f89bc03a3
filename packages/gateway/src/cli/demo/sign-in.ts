/** A sign-in as a browser would make it, at the gateway and at the emulator. */
import { createHash, randomBytes } from 'node:crypto'
import { type Emulator, SignInError } from 'entra-emulator'
import { openWindow } from '../../testing/window.ts'
import { pageText } from './faults/page-text.ts'
import type { Demo } from './state.ts'

/** The end of a sign-in, as the person meets it. */
export type Met =
  | { readonly kind: 'signed_in'; readonly access_token: string }
  | { readonly kind: 'entra_page'; readonly text: string }
  | { readonly kind: 'gateway_page'; readonly heading: string; readonly paragraphs: readonly string[] }

/** As much of the demonstration as a sign-in needs. */
export interface Signing {
  readonly issuer: string
  readonly application: Demo['application']
}

/** @throws Error when the gateway or the emulator does not answer */
export async function signInAt(
  { issuer, application }: Signing,
  emulator: Emulator,
  organization: string,
  user_name: string,
): Promise<Met> {
  const { client_id, client_secret, redirect_uri } = application
  const code_verifier = randomBytes(32).toString('base64url')
  const authorize = `${issuer}/oauth/authorize?${new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    state: randomBytes(16).toString('base64url'),
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
    organization,
  })}`
  const window = openWindow((url) => url.origin === emulator.url || url.href.startsWith(`${redirect_uri}?`))
  let page = await window.open(authorize)
  try {
    if (page.url.origin === emulator.url) {
      page = await window.open((await emulator.signIn(page.url, user_name)).url.href)
    }
  } catch (error) {
    if (error instanceof SignInError) return { kind: 'entra_page', text: entraText(error) }
    throw error
  }
  if (page.status !== 0) return { kind: 'gateway_page', ...pageText(page.html) }
  const code = page.url.searchParams.get('code') ?? ''
  const response = await fetch(`${issuer}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, code_verifier }),
  })
  if (!response.ok) throw new Error(`/oauth/token answered ${response.status}`)
  const { access_token } = (await response.json()) as { access_token: string }
  return { kind: 'signed_in', access_token }
}

const entraText = ({ aadsts, text }: SignInError): string => (aadsts === undefined ? text : `AADSTS${aadsts}: ${text}`)
