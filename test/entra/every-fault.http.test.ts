/**
 * Every fault and every change of the emulator, with the cause that the gateway stores, the party that must act and the
 * remedy. A fault without a row does not compile.
 */
import type { EmailTrustLevel } from '@gatehouse-sso/core/email-trust'
import type { FailureCode, Who } from '@gatehouse-sso/core/failures'
import { type ChangeName, changeNames, type FaultName, faultList } from 'entra-emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BadDay, type End, startBadDay } from './bad-day.ts'

/** The sign-in fails: our code, Entra's code if it sent one, who must act, and words of the remedy. */
interface Refused {
  readonly code: FailureCode
  readonly aadsts?: string
  readonly who: Who
  readonly remedy: RegExp
  readonly received?: RegExp
}

/** The sign-in succeeds, with this trust in the email. */
interface Admitted {
  readonly email_trust: EmailTrustLevel
}

/** The sign-in succeeds, and Entra refuses when it is asked again while the session lives. */
interface Rechecked extends Refused {
  /** Our error, which the application gets in place of new tokens. */
  readonly recheck: FailureCode
}

/** Entra shows its own page, and the gateway hears nothing. The text of the page, pasted, has this remedy. */
interface Shown {
  readonly page: number
  readonly who: Who
  readonly remedy: RegExp
}

const refused = (code: FailureCode, who: Who, remedy: RegExp, aadsts?: string): Refused => ({
  code,
  who,
  remedy,
  ...(aadsts !== undefined && { aadsts }),
})
const shown = (page: number, who: Who, remedy: RegExp): Shown => ({ page, who, remedy })
const admitted: Admitted = { email_trust: 'xms_edov' }
const busy = refused('upstream_error', 'person', /in a minute/, 'AADSTS90033')
const broken = refused('upstream_error', 'operator', /in a minute/)
const silent = refused('upstream_unreachable', 'operator', /firewall/)
const foreignKey = refused('token_key_unknown', 'administrator', /tenant ID, cloud and configuration URL/)
const outOfTime = refused('token_expired', 'operator', /clocks/)
const noGroups = (received: RegExp): Refused => ({
  ...refused('groups_incomplete', 'administrator', /GroupMember\.Read\.All/),
  received,
})

const faults = {
  error: shown(50105, 'administrator', /Assign the person/),
  'wrong-nonce': refused('token_nonce_wrong', 'person', /Sign in again/),
  'missing-nonce': refused('token_nonce_wrong', 'person', /Sign in again/),
  // The key of another tenant does not fit, which is seen before the claims are compared.
  'wrong-issuer': foreignKey,
  'issuer-placeholder': foreignKey,
  'wrong-tenant': foreignKey,
  'wrong-audience': refused('token_audience_wrong', 'administrator', /client id/),
  expired: outOfTime,
  'not-yet-valid': outOfTime,
  'missing-oid': refused('token_claim_missing', 'administrator', /send the claim/),
  'missing-expiry': refused('token_claim_missing', 'administrator', /send the claim/),
  // Userinfo has the email, and says nothing about its domain.
  'no-email': { email_trust: 'unverified' },
  'unverified-email': { email_trust: 'unverified' },
  'edov-true': admitted,
  'edov-text': admitted,
  // Microsoft Graph has the groups.
  'group-overage': admitted,
  'has-groups': admitted,
  'key-rotated': admitted,
  'unknown-kid': foreignKey,
  'bad-signature': refused('token_signature_wrong', 'administrator', /another party made it/),
  'alg-none': refused('token_malformed', 'administrator', /RS256/),
  'alg-hs256': refused('token_algorithm_refused', 'administrator', /signing algorithm/),
  'foreign-key': foreignKey,
  'consumer-key': foreignKey,
  'no-id-token': refused('upstream_answer_unusable', 'administrator', /expected/),
  'secret-expired': refused('upstream_client_refused', 'administrator', /New client secret/, 'AADSTS7000222'),
  'code-redeemed': refused('upstream_code_refused', 'person', /Sign in again/, 'AADSTS54005'),
  'mfa-on-refresh': {
    ...refused('upstream_refused', 'person', /follow the steps/, 'AADSTS50076'),
    recheck: 'recheck_sign_in_needed',
  },
  'revoked-on-refresh': {
    ...refused('upstream_code_refused', 'person', /Sign in again/, 'AADSTS50173'),
    recheck: 'recheck_refused',
  },
  'token-slow': admitted,
  'token-hangs': silent,
  'token-429': busy,
  'token-500': broken,
  'token-503': busy,
  'wrong-state': refused('state_unknown', 'person', /again/),
  'missing-state': refused('state_missing', 'administrator', /state/),
  'authorize-server-error': refused('upstream_error', 'person', /in a minute/, 'AADSTS50000'),
  'authorize-blocked': refused('upstream_refused', 'administrator', /Conditional Access/, 'AADSTS53003'),
  'discovery-slow': admitted,
  'discovery-hangs': silent,
  'discovery-429': busy,
  'discovery-500': broken,
  'discovery-503': busy,
  'discovery-wrong-issuer': refused('discovery_issuer_mismatch', 'administrator', /issuer/),
  'jwks-slow': admitted,
  'jwks-hangs': silent,
  'jwks-429': busy,
  'jwks-500': broken,
  'jwks-503': busy,
  'jwks-empty': foreignKey,
  // Each with an overage, because Graph is asked for nothing else.
  'graph-slow': admitted,
  'graph-hangs': noGroups(/timeout|in time/),
  'graph-403': noGroups(/answered 403/),
  'graph-429': noGroups(/answered 429/),
  'graph-500': noGroups(/answered 500/),
  'graph-503': noGroups(/answered 503/),
  'userinfo-wrong-sub': refused('userinfo_subject_wrong', 'administrator', /safe/),
} as const satisfies Record<FaultName, Refused | Rechecked | Admitted | Shown>

const account = (page: number) => shown(page, 'person', /password|account|administrator/i)

const changes = {
  disable: shown(50057, 'administrator', /Account enabled/),
  lock: account(50053),
  'expire-password': account(50055),
  'revoke-sessions': admitted,
  rename: admitted,
  'remove-email': { email_trust: 'missing' },
  'unverified-email': { email_trust: 'unverified' },
  'verified-email-as-text': admitted,
  'make-guest': { email_trust: 'unverified' },
  'many-groups': admitted,
  'expire-secrets': refused('upstream_client_refused', 'administrator', /New client secret/, 'AADSTS7000222'),
  'replace-secrets': refused('upstream_client_refused', 'administrator', /Value/, 'AADSTS7000215'),
  'require-assignment': shown(50105, 'administrator', /Assign the person/),
  'remove-assignments': admitted,
  'remove-consents': admitted,
  'admin-consent-only': shown(90094, 'administrator', /Grant admin consent/),
  'switch-off': shown(7000112, 'administrator', /Enabled for users/),
  'remove-redirect-uris': shown(50011, 'administrator', /redirect URI/),
  delete: shown(700016, 'administrator', /client ID/),
} as const satisfies Record<ChangeName, Refused | Admitted | Shown>

let day: BadDay
/** The sign-ins that wait until the gateway gives up run beside the others. */
const ends = new Map<string, End & { readonly connection_id: string; readonly code?: string | undefined }>()

beforeAll(async () => {
  day = await startBadDay()
  const { organization_id, client } = day.harness
  // Only a group that gives a role makes incomplete groups matter.
  const idp_id = '00000000-0000-4000-8000-0000000000ee'
  await client.roles.create({ slug: 'editor', name: 'Editor', position: 1 })
  await client.groups.create({ organization_id, idp_id, name: 'Editors', roles: ['editor'] })

  const ofFault = async (name: FaultName): Promise<void> => {
    const fault = {
      name,
      ...(name.endsWith('-slow') && { seconds: 0.1 }),
      ...(name.endsWith('-429') && { seconds: 60 }),
      ...(name === 'error' && { code: 50105 }),
    }
    // The document is cached from the first look at it, so its faults begin earlier.
    const isEarly = name.startsWith('discovery-')
    const tenant = await day.connect(isEarly ? fault : undefined)
    if (!isEarly) await tenant.switchOn(fault)
    if (name.startsWith('graph-')) await tenant.switchOn({ name: 'group-overage' })
    ends.set(name, { ...(await tenant.signIn()), connection_id: tenant.connection.id })
  }
  const ofChange = async (name: string): Promise<void> => {
    const tenant = await day.connect()
    const isOfPerson = (await readChanges()).get(name) === 'person'
    await day.emulator.admin('POST', '/changes', { name, of: isOfPerson ? tenant.userName() : tenant.client_id })
    ends.set(`change ${name}`, { ...(await tenant.signIn()), connection_id: tenant.connection.id })
  }
  const names = Object.keys(faultList).filter((name): name is FaultName => name in faultList)
  const isLater = (name: FaultName): boolean => 'recheck' in faults[name]
  const waits = (name: FaultName): boolean => name.endsWith('-hangs')
  const waiting = Promise.all(names.filter(waits).map(ofFault))
  for (const name of names.filter((one) => !waits(one) && !isLater(one))) await ofFault(name)
  for (const name of changeNames) await ofChange(name)
  await waiting
  // These move the clocks, so they come last.
  for (const name of names.filter(isLater)) {
    const tenant = await day.connect()
    ends.set(name, { ...(await tenant.recheck({ name })), connection_id: tenant.connection.id })
  }
}, 180_000)
afterAll(() => day?.close())

async function readChanges(): Promise<ReadonlyMap<string, string>> {
  const { value } = (await day.emulator.admin('GET', '/changes')) as { value: { name: string; of: string }[] }
  return new Map(value.map(({ name, of }) => [name, of]))
}

/** Checks that the end of a sign-in is as the row says. */
async function compare(name: string, row: Refused | Rechecked | Admitted | Shown): Promise<void> {
  const end = ends.get(name)
  if ('page' in row) {
    expect(end?.page?.aadsts, String(end?.record?.error_code)).toBe(row.page)
    // The person, or their administrator, pastes the text of the page.
    const text = String(end?.page?.message)
    const { hints } = await day.harness.client.connections.explain(String(end?.connection_id), { text })
    expect(hints).toMatchObject([{ code: `AADSTS${row.page}`, who: row.who, what: expect.stringMatching(row.remedy) }])
    return
  }
  const record = end?.record
  if ('email_trust' in row) {
    expect([record?.state, record?.error_code]).toEqual(['succeeded', null])
    expect(record?.decision?.email_trust?.level).toBe(row.email_trust)
    return
  }
  const { error } = record ?? {}
  if ('recheck' in row) expect([record?.state, end?.code]).toEqual(['succeeded', row.recheck])
  else expect([record?.state, record?.error_code]).toEqual(['failed', row.code])
  expect(error?.code).toBe(row.code)
  expect(error?.upstream?.codes ?? []).toEqual(row.aadsts === undefined ? [] : [row.aadsts])
  expect(error?.who).toBe(row.who)
  if (row.received) expect(error?.received).toMatch(row.received)
  const remedies = [...(error?.hints ?? []).map(({ what }) => what), error?.remedy]
  expect(remedies[0]).toMatch(row.remedy)
  if (row.aadsts === undefined) return
  expect(error?.hints).toMatchObject([{ code: row.aadsts, who: row.who }])
}

describe('a fault of Entra', () => {
  it.each(Object.entries(faults))('%s is stored with its cause and remedy', compare)
})

describe('a change at Entra', () => {
  it.each(Object.entries(changes))('%s is stored with its cause and remedy', (name, row) =>
    compare(`change ${name}`, row),
  )
})
