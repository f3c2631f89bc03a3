import { expect, it } from 'vitest'
import { Failure } from '../failure.ts'
import { accessChallenge } from './access-challenge.ts'

const api = {
  scope: 'api://5d6e7f80-9a1b-4c2d-8e3f-405162738495/orders.write',
  required_acr: 'c1',
  authorization_uri: 'https://login.example/authorize',
}

it.each<[name: string, expected: RegExp, challenge: string]>([
  ['of no API', /^Bearer realm="gatehouse"$/, accessChallenge(null, new Failure('access_token_missing'))],
  [
    'without a token',
    /^Bearer realm="gatehouse", authorization_uri="https:\/\/login\.example\/authorize", scope="api:\/\/[-0-9a-f]{36}\/orders\.write"$/,
    accessChallenge(api, new Failure('access_token_missing')),
  ],
  [
    'of a token without a scope',
    /error="insufficient_scope".*scope="api:\/\/5d6e7f80-9a1b-4c2d-8e3f-405162738495\/orders\.write"$/,
    accessChallenge(api, new Failure('access_scope_missing')),
  ],
  [
    'of a token without a context',
    /error="insufficient_claims".*claims="eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19"$/,
    accessChallenge(api, new Failure('access_claims_needed')),
  ],
  [
    'with quotes in a remedy',
    /error_description="The signature of the access token is wrong\. 'a' 'b' ' /,
    accessChallenge(null, new Failure('access_token_signature', { remedy: '"a" \\b\\ é' })),
  ],
])('the challenge %s', (_, expected, challenge) => expect(challenge).toMatch(expected))
