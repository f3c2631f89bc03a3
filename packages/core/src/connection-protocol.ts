/** The protocol of a connection. Every type ends in its name: `entra_oidc`, `okta_saml`, `saml`. */
export type ConnectionProtocol = 'oidc' | 'saml'

export const protocolOf = (type: string): ConnectionProtocol => (/(?:^|_)saml$/.test(type) ? 'saml' : 'oidc')
