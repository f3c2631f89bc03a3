/**
 * An OpenID Provider under test, seen from outside: its metadata, two registered clients, and a person who signs in
 * when asked.
 */
import type { LogoutReceiver } from '../logout-receiver.ts'
import { openVisitor, type Visitor } from './visitor.ts'

export const redirect_uri = 'https://app.example/callback'
export const post_logout_redirect_uri = 'https://app.example/signed-out'

/** The page that a logout loads in a frame. */
export const frontchannel_logout_uri = 'https://app.example/frontchannel-logout'

/** The same person at every target. */
export const person = {
  name: 'Ada Muster',
  given_name: 'Ada',
  family_name: 'Muster',
  preferred_username: 'ada',
  email: 'ada@acme.example',
  email_verified: true,
}

export interface Client {
  readonly client_id: string
  readonly client_secret: string
}

export interface Target {
  readonly name: 'the gateway' | 'oidc-provider'
  readonly issuer: string
  /** The discovery document. */
  readonly metadata: Readonly<Record<string, string>> & { readonly [list: `${string}_supported`]: unknown }
  /** Registered for `client_secret_basic`. */
  readonly basic: Client
  /** Registered for `client_secret_post`, and for a page that a logout loads in a frame, where the target has that. */
  readonly post: Client
  /** Gets the logout tokens of the client `basic`. */
  readonly receiver: LogoutReceiver
  /** Parameters of this product that skip its own pages. */
  readonly extra: Readonly<Record<string, string>>
  /** The number of times that the person has authenticated so far. */
  authentications(): number
  /** Opens a new browser without a session. */
  visitor(): Visitor
  close(): Promise<void>
}

export async function readMetadata(issuer: string): Promise<Target['metadata']> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`)
  if (response.status !== 200) throw new Error(`discovery answered ${response.status}`)
  return (await response.json()) as Target['metadata']
}

/** @param pass acts as the identity provider: returns the address to which it sends the browser back */
export function visitorOf(pass: (url: URL) => URL | undefined): Visitor {
  return openVisitor((url) => url.origin === new URL(redirect_uri).origin, pass)
}
