import type { Id } from '@gatehouse-sso/core/ids'
import { describe, expect, it } from 'vitest'
import type { Ports } from '../ports/ports.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import { type Flow, openFlow, sealFlow } from './flow.ts'

const id: Id<'signin'> = 'signin_1'
/** The text stays readable; the place is kept beside it. */
const ports = {
  keys: {
    seal: (text: string, context: string) => `${context} ${text}`,
    open: (sealed: string, context: string) => sealed.slice(context.length + 1),
  },
} as unknown as Ports
const row = (flow_sealed: string) => ({ id, flow_sealed }) as SignInRecord

/** Of an application that sent as little as it may. */
const least: Flow['request'] = {
  client_id: 'app_1',
  redirect_uri: 'https://app.example/cb',
  response_mode: 'query',
  scopes: ['openid'],
  state: null,
  nonce: null,
  code_challenge: null,
  prompt: [],
  max_age: null,
  auth_time_essential: false,
  acr_values: [],
  acr_essential: false,
  requested_claims: { id_token: [], userinfo: [] },
  organization: null,
  connection: null,
  login_hint: null,
  domain_hint: null,
  id_token_hint: null,
  resource: null,
  ui_locales: null,
}
const flowOf = (request: Flow['request']): Flow => ({
  request,
  redirect_uri: 'https://gate.example/cb',
  connection: { type: 'oidc', settings: {}, mapping: {} },
  protocol_state: { nonce: 'n', max_age: null },
  steps: [{ at: 1, name: 'request', ok: true, ms: 0.5, detail: { prompt: [] } }],
})

const cases: readonly [string, Partial<Flow['request']>][] = [
  ['nothing that may be left out', {}],
  ['an empty state', { state: '' }],
  ['the age 0', { max_age: 0 }],
  ['a prompt', { prompt: ['login'] }],
  ['an essential acr', { acr_values: ['c1'], acr_essential: true }],
  ['the time of authentication', { auth_time_essential: true }],
  ['single claims', { requested_claims: { id_token: [], userinfo: ['email'] } }],
  [
    'everything else',
    {
      ...{ state: 's', nonce: 'n', code_challenge: 'c', organization: 'org_1', connection: 'conn_1' },
      ...{
        login_hint: 'a@b.example',
        domain_hint: 'b.example',
        id_token_hint: 't',
        resource: 'res_1',
        ui_locales: 'de',
      },
    },
  ],
]

describe('the memory of a sign-in keeps a request with', () => {
  it.each(cases)('%s', (_, sent) => {
    const flow = flowOf({ ...least, ...sent })
    expect(openFlow(ports, row(sealFlow(ports, id, flow)))).toEqual(flow)
  })
})

it('leaves out what was not sent', () => {
  const { request } = JSON.parse(sealFlow(ports, id, flowOf(least)).split(' ').slice(1).join(' ')) as Flow
  expect(Object.keys(request)).toEqual(['client_id', 'redirect_uri', 'response_mode', 'scopes', 'requested_claims'])
})

it('opens a memory that an older version has sealed whole', () => {
  const flow = flowOf({ ...least, prompt: ['login'] })
  const sealed = ports.keys.seal(JSON.stringify(flow), `sign_ins.flow:${id}`)
  expect(openFlow(ports, row(sealed))).toEqual(flow)
})
