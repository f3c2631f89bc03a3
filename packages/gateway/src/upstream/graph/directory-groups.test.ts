/** Directories that answer badly: nothing they say makes us send a token elsewhere, or take a part for the whole. */
import { Failure } from '@gatehouse-sso/core/failure'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Outbound, OutboundRequest } from '../../outbound/fetch.ts'
import type { DirectoryQuery, OidcClient } from '../../providers/provider.ts'
import type { Discovery } from '../oidc/metadata-cache.ts'
import { type Directories, directories } from './directory-groups.ts'

const query: DirectoryQuery = {
  name: 'Microsoft Graph',
  token_endpoint: 'https://login.example/tid/oauth2/v2.0/token',
  scope: 'graph/.default',
  application_address: 'https://graph.example/v1.0/users/oid/groups?$top=999',
  own_address: 'https://graph.example/v1.0/me/groups?$top=999',
  headers: { consistencylevel: 'eventual' },
  valueOf: ({ id }) => (typeof id === 'string' ? id : null),
  remedy: 'Grant it.',
}
const discovery = { issuer: 'https://login.example', token_endpoint: query.token_endpoint, document: {} }

type Answer = readonly [status: number, body?: unknown, headers?: Record<string, string>]
interface Sent {
  readonly address: string
  readonly authorization: string | undefined
}

let now = 0
let sent: Sent[] = []
/** The answers of the directory, in order; the last one stays. */
let answers: Answer[] = []
let tokenAnswers: Answer[] = []
let asked: Directories

const take = (list: Answer[]): Answer => (list.length > 1 ? (list.shift() as Answer) : (list[0] as Answer))
const outbound = {
  isAllowedByName: () => false,
  async send(address: string, { headers }: OutboundRequest) {
    const isToken = address === query.token_endpoint
    if (!isToken) sent.push({ address, authorization: headers.authorization })
    const [status, body, more = {}] = take(isToken ? tokenAnswers : answers)
    if (status === 0) throw new Failure('upstream_unreachable', { received: 'timeout' })
    return { status, headers: more, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? {})) }
  },
} as unknown as Outbound

beforeEach(() => {
  now = 1_000
  sent = []
  answers = []
  tokenAnswers = [[200, { access_token: 'application-token', expires_in: 3599 }]]
  asked = directories(outbound, () => now)
})

const ask = (access_token: string | undefined = undefined) =>
  asked.groupsOf({
    client: {
      client_id: 'c',
      token_endpoint_auth_method: 'client_secret_post',
      id_token_algorithms: [],
    } as unknown as OidcClient,
    discovery: discovery as unknown as Discovery,
    credential: { type: 'client_secret', client_secret: 's', not_after: null },
    connection_id: 'conn_1',
    query,
    access_token,
    trace: { step: () => undefined, failed: () => undefined },
  })
const list = (ids: readonly string[], next?: string) => ({
  value: ids.map((id) => ({ id })),
  ...(next === undefined ? {} : { '@odata.nextLink': next }),
})
const nextPage = 'https://graph.example/v1.0/users/oid/groups?$top=999&$skiptoken=x'
const forbidden = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } }

describe('the groups of a directory', () => {
  it('are read over all pages', async () => {
    answers = [
      [200, list(['a', 'b'], nextPage)],
      [200, list(['c'])],
    ]
    expect(await ask()).toEqual({ groups: ['a', 'b', 'c'] })
    expect(sent.map(({ address }) => address)).toEqual([query.application_address, nextPage])
  })

  it('leave out what has no value in tokens', async () => {
    answers = [[200, { value: [{ id: 'a' }, { id: null }, 'b', null] }]]
    expect(await ask()).toEqual({ groups: ['a'] })
  })

  const foreign = [
    'https://evil.example/v1.0/users/oid/groups?$skiptoken=x',
    'http://graph.example/v1.0/users/oid/groups?$skiptoken=x',
    'https://graph.example:444/v1.0/users/oid/groups?$skiptoken=x',
    'https://graph.example/v1.0/users/other/groups?$skiptoken=x',
    'https://x@graph.example/v1.0/users/oid/groups?$skiptoken=x',
    '/v1.0/users/oid/groups?$skiptoken=x',
    'javascript:alert(1)',
  ]
  it.each(foreign)('are unknown when the next page is %s, and no token goes there', async (next) => {
    answers = [[200, list(['a'], next)]]
    expect(await ask()).toEqual({ problem: 'Microsoft Graph named a foreign page. Grant it.' })
    expect(sent.map(({ address }) => address)).toEqual([query.application_address])
  })

  const bad: readonly [string, Answer[], string][] = [
    ['no JSON', [[200, '<html>']], 'Microsoft Graph sent no list of groups'],
    ['no list', [[200, { value: {} }]], 'Microsoft Graph sent no list of groups'],
    ['a refusal', [[403, forbidden]], 'Microsoft Graph answered 403 Authorization_RequestDenied'],
    ['a refusal without words', [[403, '']], 'Microsoft Graph answered 403'],
    ['an unknown person', [[404, {}]], 'Microsoft Graph answered 404'],
    [
      'an error on the second page',
      [
        [200, list(['a'], nextPage)],
        [500, ''],
      ],
      'Microsoft Graph answered 500',
    ],
    ['no answer', [[0]], 'Microsoft Graph could not be asked: timeout'],
    ['a long wait', [[429, '', { 'retry-after': '60' }]], 'Microsoft Graph answered 429'],
    [
      'pages without an end',
      [
        [
          200,
          list(
            Array.from({ length: 999 }, (_, at) => `g${at}`),
            nextPage,
          ),
        ],
      ],
      'more than 2000 groups',
    ],
  ]
  it.each(bad)('are unknown after %s', async (_, given, problem) => {
    answers = given
    expect(await ask()).toEqual({ problem: `${problem}. Grant it.` })
  })

  it('are read again after a wait that a person can stand', async () => {
    answers = [
      [429, '', { 'retry-after': '0' }],
      [200, list(['a'])],
    ]
    expect(await ask()).toEqual({ groups: ['a'] })
  })

  it('are not asked for while the directory wants to be left alone', async () => {
    answers = [[429, '', { 'retry-after': '60' }]]
    await ask()
    sent = []
    answers = [[200, list(['a'])]]
    expect(await ask('own-token')).toEqual({ problem: 'Microsoft Graph asked to be left alone for a while' })
    expect(sent).toEqual([])
    now += 60_001
    expect(await ask()).toEqual({ groups: ['a'] })
  })

  it('are read with the person’s token when the application is refused, which is not tried again for five minutes', async () => {
    answers = [
      [403, forbidden],
      [200, list(['a'])],
    ]
    expect(await ask('own-token')).toEqual({ groups: ['a'] })
    sent = []
    expect(await ask('own-token')).toEqual({ groups: ['a'] })
    expect(sent).toEqual([{ address: query.own_address, authorization: 'Bearer own-token' }])
    now += 5 * 60_000 + 1
    sent = []
    expect(await ask('own-token')).toEqual({ groups: ['a'] })
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer application-token'])
  })

  it('are read with the person’s token when the application gets none', async () => {
    tokenAnswers = [[400, { error: 'invalid_client' }]]
    answers = [[200, list(['a'])]]
    expect(await ask('own-token')).toEqual({ groups: ['a'] })
    expect(sent).toEqual([{ address: query.own_address, authorization: 'Bearer own-token' }])
  })

  it('are asked for with one token of the application until it expires', async () => {
    answers = [[200, list(['a'])]]
    tokenAnswers = [
      [200, { access_token: 'first', expires_in: 3600 }],
      [200, { access_token: 'second', expires_in: 3600 }],
    ]
    await Promise.all([ask(), ask()])
    now += 3_299_000
    await ask()
    now += 2_000
    await ask()
    expect(sent.map(({ authorization }) => authorization)).toEqual(
      ['first', 'first', 'first', 'second'].map((token) => `Bearer ${token}`),
    )
  })

  it('are asked for with a new token when the old one is refused', async () => {
    answers = [
      [401, {}],
      [200, list(['a'])],
    ]
    tokenAnswers = [
      [200, { access_token: 'first', expires_in: 3600 }],
      [200, { access_token: 'second', expires_in: 3600 }],
    ]
    expect(await ask()).toEqual({ groups: ['a'] })
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer first', 'Bearer second'])
  })
})
