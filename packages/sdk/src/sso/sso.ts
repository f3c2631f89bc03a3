/** Single sign-on in two calls: the shapes. */
import type { Profile } from './profile.ts'

/** Exactly one way to say which identity provider. */
export type Selector =
  | { readonly organization: string; readonly connection?: never; readonly email?: never; readonly login_hint?: string }
  | { readonly connection: string; readonly organization?: never; readonly email?: never; readonly login_hint?: string }
  | { readonly email: string; readonly organization?: never; readonly connection?: never; readonly login_hint?: never }

export type AuthorizationInput = Selector & {
  /** A redirect URI of the application, exactly as it is registered. */
  readonly redirect_uri: string
  /** `none` shows no page: without a session the callback has an error. */
  readonly prompt?: 'login' | 'none' | 'select_account'
  /** Besides `openid`; default `profile` and `email`. A refresh token needs `offline_access`. */
  readonly scope?: readonly string[]
  /** Anything that you want back from `authenticate`, for instance the page to return to. */
  readonly app_state?: string
}

export interface AuthenticateInput {
  /** The address that the browser opened, or its path and query: `request.url`. */
  readonly callback_url: string | URL
  /** The value of the cookie. */
  readonly sealed_state: string | null | undefined
}

export interface Authenticated<C extends Record<string, unknown> = Record<string, unknown>> {
  readonly profile: Profile<C>
  /** For `logoutUrl`. */
  readonly id_token: string
  readonly access_token: string
  readonly refresh_token?: string
  readonly app_state?: string
}

export interface LogoutInput {
  readonly id_token: string
  /** Where the person comes back to. It must be registered. */
  readonly post_logout_redirect_uri?: string
  /** Comes back to that address. */
  readonly state?: string
}

/** Single sign-on for an application with a client secret. */
export interface Sso {
  /**
   * Begins a sign-in: makes state, nonce and PKCE. Keep `sealed_state` in an http-only cookie with `SameSite=Lax`, and
   * send the browser to `url`.
   *
   * @param input one of `organization`, `connection` and `email`, the redirect URI, and options
   * @returns the address, and the value for the cookie. It is valid for 20 minutes and fits one cookie
   * @throws ConnectionError if the gateway cannot be asked, or a setting is missing
   * @throws TypeError for no selector or several, and for an `app_state` that is too long
   * @example
   * ```ts
   * const redirect_uri = 'https://app.example/callback'
   * const { url, sealed_state } = await gatehouse.sso.authorizationUrl({ email: 'ada@contoso.example', redirect_uri })
   * ```
   */
  authorizationUrl(input: AuthorizationInput): Promise<{ readonly url: string; readonly sealed_state: string }>

  /**
   * Finishes a sign-in: checks state and issuer, exchanges the code, verifies the ID token, and reads userinfo. Remove
   * the cookie afterwards.
   *
   * @param input the callback URL and the value of the cookie
   * @returns the profile and the tokens
   * @throws SignInError which of the checks failed, or the refusal of the gateway
   * @throws ConnectionError, ServerError if the gateway does not answer
   * @example
   * ```ts
   * const { profile } = await gatehouse.sso.authenticate({ callback_url: '/callback?code=…', sealed_state: '…' })
   * console.log(profile.id, profile.organization_id)
   * ```
   */
  authenticate<C extends Record<string, unknown> = Record<string, unknown>>(
    input: AuthenticateInput,
  ): Promise<Authenticated<C>>

  /**
   * Makes the address that ends the session at the gateway. End your own session first.
   *
   * @param input the ID token of the sign-in, and where to return to
   * @returns the address to send the browser to
   * @throws ConnectionError if the gateway cannot be asked, or a setting is missing
   * @example
   * ```ts
   * const url = await gatehouse.sso.logoutUrl({ id_token: 'eyJ…', post_logout_redirect_uri: 'https://app.example/' })
   * ```
   */
  logoutUrl(input: LogoutInput): Promise<string>
}
