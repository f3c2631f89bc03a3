/** A sign-in with SAML until its response: the request that was checked, or the tile that was chosen. */
export interface SamlSignIn {
  /** The application at Okta or Google that asks. Undefined: an application of Entra. */
  readonly persona?: { readonly tenant_id: string; readonly id: string } | undefined
  readonly app_id: string
  /** The registered URL that gets the response. */
  readonly acs_url: string
  /** The application's name for itself, as it wrote it: an identifier, or `spn:` with one. */
  readonly audience: string
  /** ID of the request. Undefined for a response that nobody asked for. */
  readonly request_id: string | undefined
  readonly relay_state: string | undefined
  /** `NameIDPolicy/@Format`. Undefined: the setting of the application decides. */
  readonly name_id_format: string | undefined
  /** `NameIDPolicy/@SPNameQualifier`, which the response repeats. */
  readonly name_qualifier: string | undefined
  /** The authentication contexts that `RequestedAuthnContext` lists. An empty list accepts any. */
  readonly contexts: readonly string[]
}
