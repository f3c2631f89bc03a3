/**
 * The state that a protocol keeps while the person is away: nonce and verifier in OpenID Connect, the request ID in
 * SAML. The protocol makes it and reads it. The domain seals it with the sign-in and never looks inside. It must
 * survive JSON.
 */
export type ProtocolState = Readonly<Record<string, unknown>>
