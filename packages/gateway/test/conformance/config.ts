/** The config plan: OpenID Connect Discovery 1.0, section 3. */
import type { Scenario } from './scenario.ts'
import type { Target } from './target.ts'

const needed = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
  'scopes_supported',
  'response_types_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
  'claims_supported',
]
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']

const includes = ({ metadata }: Target, name: `${string}_supported`, value: string): boolean =>
  (metadata[name] as readonly string[]).includes(value)

export const config: readonly Scenario[] = [
  {
    name: 'oidcc-discovery-endpoint-verification',
    expected: {
      missing: [],
      issuer: true,
      offers: { code: true, public: true, RS256: true, openid: true, client_secret_basic: true },
      elsewhere: [],
      keys: { signing: true, named: true, private: false },
    },
    async run(target) {
      const { metadata, issuer } = target
      const { keys } = (await (await fetch(String(metadata.jwks_uri))).json()) as { keys: Record<string, unknown>[] }
      const endpoints = Object.entries(metadata).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name))
      return {
        missing: needed.filter((name) => metadata[name] === undefined),
        issuer: metadata.issuer === issuer,
        offers: {
          code: includes(target, 'response_types_supported', 'code'),
          public: includes(target, 'subject_types_supported', 'public'),
          RS256: includes(target, 'id_token_signing_alg_values_supported', 'RS256'),
          openid: includes(target, 'scopes_supported', 'openid'),
          client_secret_basic: includes(target, 'token_endpoint_auth_methods_supported', 'client_secret_basic'),
        },
        elsewhere: endpoints.filter(([, url]) => !String(url).startsWith(`${issuer}/`)).map(([name]) => name),
        keys: {
          signing: keys.some(({ kty, use }) => kty === 'RSA' && use === 'sig'),
          named: keys.every(({ kid }) => typeof kid === 'string'),
          private: keys.some((key) => privateMembers.some((member) => member in key)),
        },
      }
    },
  },
]
