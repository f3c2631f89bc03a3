import { Failure } from '@gatehouse-sso/core/failure'
import { describe, expect, it } from 'vitest'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import { credentialItems, type Looked } from './credential-items.ts'

const now = Date.UTC(2026, 10, 26)
const day = 24 * 60 * 60_000
const secretId = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const ports = {
  now: () => now,
  connection_types: {
    secretProblem: (_: string, secret: string) => (secret === secretId ? 'is the Secret ID' : undefined),
    hints: () => [],
    checkHint: () => undefined,
  },
} as unknown as Ports
const connection = { type: 'entra_oidc', settings: {} } as unknown as ConnectionRecord
const record = (change: object = {}): CredentialRecord =>
  ({
    ...{ id: 'cred_1', type: 'client_secret', hint: 'Xy8', active: true, not_after: now + 90 * day },
    ...{ last_used_at: null, trial: null, failed_at: null, proved_at: now },
    ...change,
  }) as unknown as CredentialRecord
const opened: Looked['opened'] = { type: 'client_secret', client_secret: 'x', not_after: null }
const accepted: Looked['answer'] = { result: 'accepted' }

const cases: { name: string; looked: Looked; items: [string, RegExp][] }[] = [
  {
    name: 'a secret that is accepted',
    looked: { record: record(), opened, answer: accepted },
    items: [
      ['ok', /active client secret \(Xy8…\) is accepted/],
      ['ok', /90 more days/],
    ],
  },
  {
    name: 'a Secret ID that an older version stored',
    looked: { record: record(), opened: { ...opened, client_secret: secretId }, answer: undefined },
    items: [
      ['fail', /cannot be right: it is the Secret ID/],
      ['ok', /90 more days/],
    ],
  },
  {
    name: 'a secret without a known end',
    looked: { record: record({ not_after: null }), opened, answer: accepted },
    items: [
      ['ok', /accepted/],
      ['warn', /The end of the active client secret \(Xy8…\) is not known/],
    ],
  },
  {
    name: 'a certificate on its last day',
    looked: { record: record({ type: 'certificate', hint: null, not_after: now + day }), opened, answer: accepted },
    items: [
      ['ok', /active certificate is accepted/],
      ['warn', /1 more day\./],
    ],
  },
  {
    name: 'a certificate after its last day',
    looked: { record: record({ type: 'certificate', not_after: now }), opened, answer: undefined },
    items: [
      ['fail', /expired/],
      ['fail', /expired/],
    ],
  },
  {
    name: 'a federated credential that is refused',
    looked: {
      record: record({ type: 'federated', hint: null, active: false, not_after: null }),
      opened: { type: 'federated', assertion: async () => '', not_after: null },
      answer: { result: 'refused', failure: new Failure('upstream_client_refused') },
    },
    items: [
      ['fail', /second federated credential is refused/],
      ['ok', /never expires/],
    ],
  },
  {
    name: 'a certificate that waits for its activation, and is not uploaded yet',
    looked: {
      record: record({ type: 'certificate', hint: null, active: false, proved_at: null }),
      opened,
      answer: { result: 'refused', failure: new Failure('upstream_client_refused') },
    },
    items: [
      ['warn', /is refused. It waits for its activation/],
      ['ok', /90 more days/],
    ],
  },
  {
    name: 'a secret that no key opens',
    looked: { record: record(), opened: new Failure('sealed_value_unreadable'), answer: undefined },
    items: [
      ['fail', /cannot be opened/],
      ['ok', /90 more days/],
    ],
  },
  {
    name: 'a secret that cannot be tried without a person, and was used',
    looked: { record: record({ last_used_at: now - day }), opened, answer: { result: 'unknown', failure: null } },
    items: [
      ['ok', /accepted it at a sign-in/],
      ['ok', /90 more days/],
    ],
  },
]

describe('the items of a credential', () => {
  it.each(cases)('say of $name what is wrong, and what to do', ({ looked, items }) => {
    const made = credentialItems(ports, connection, looked)
    expect(made.map(({ result, message }) => [result, message])).toEqual(
      items.map(([result, message]) => [result, expect.stringMatching(message)]),
    )
    for (const { result, remedy } of made) expect(remedy === null).toBe(result === 'ok')
  })
})
