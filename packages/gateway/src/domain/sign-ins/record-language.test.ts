/** Every sentence that the product writes into a record has its German one. The sentences come from the code that writes them. */
import { emailTrust, emailTrustLevels } from '@gatehouse-sso/core/email-trust'
import { attributes, mapProfile } from '@gatehouse-sso/core/mapping/profile'
import { emailWords } from '@gatehouse-sso/core/verified-identity'
import { describe, expect, it } from 'vitest'
import { germanViolations } from '../../../../../test/german/rules.ts'
import { type Contact, decideAdmission } from '../provisioning/admission.ts'
import { incompleteWarning, sizeWarning } from '../provisioning/entitlements.ts'
import { germanRecordText } from './record-texts.ts'

/** Every combination of the values. */
function combinations<T extends object>(values: { readonly [K in keyof T]: readonly T[K][] }): readonly T[] {
  return Object.entries(values).reduce<Record<string, unknown>[]>(
    (found, [name, ones]) =>
      found.flatMap((each) => (ones as readonly unknown[]).map((one) => ({ ...each, [name]: one }))),
    [{}],
  ) as readonly T[]
}

const flags = [true, false]

const notes = [
  undefined,
  'text',
  ' text ',
  '',
  'x'.repeat(10_000),
  7,
  true,
  {},
  [''],
  ['a', 'a'],
  Array.from({ length: 200 }, (_, index) => `${index}`),
  Array.from({ length: 100_000 }, (_, index) => `${index}`),
].flatMap((value) => {
  const rules = Object.fromEntries(attributes.map((name) => [name, ['x']]))
  const custom_attributes = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`a${index}`, ['x']]))
  const { explanations } = mapProfile({ ...rules, custom_attributes }, {
    id_token: { x: value },
    userinfo: {},
  } as never)
  return explanations.flatMap(({ note }) => note ?? [])
})

const trust = combinations<Parameters<typeof emailTrust>[0]>({
  email: [null, 'ada@acme.example'],
  claim: ['email', 'upn'],
  email_claims: [['email']],
  word: [...emailWords],
  is_pinned: flags,
  is_guest: flags,
  domain_verified_by: ['dns', 'operator', null],
}).map((facts) => emailTrust(facts).because)

const admission = combinations<Contact>({
  identity: ['known', 'new', 'deleted'],
  suspended: flags,
  invited: flags,
  match: ['none', 'one', 'several'],
  match_by: ['email', 'preferred_username', 'identifier'] as never,
  match_is_proved: flags,
  email_trust: [...emailTrustLevels],
  nothing_to_match: flags,
  provisioning: ['just_in_time', 'pass_through', 'known_only', 'invited_only'] as never,
}).flatMap((contact) => {
  const decided = decideAdmission(contact)
  return decided.decision === 'refused' ? [] : [decided.because]
})

const groups = (count: number) => Array.from({ length: count }, (_, index) => `${index}`.padEnd(36, '0'))
const warnings = [
  ...incompleteWarning(new Set(['groups'] as const), undefined),
  ...incompleteWarning(new Set(['groups', 'roles'] as const), 'Grant `GroupMember.Read.All`.'),
  ...[150, 2_000].flatMap((count) => sizeWarning(groups(count))),
]

describe('P25 a record in German', () => {
  it.each([
    { name: 'notes of the mapping', texts: notes, least: 12 },
    { name: 'reasons of the trust in an email', texts: trust, least: 10 },
    { name: 'reasons of the admission', texts: admission, least: 10 },
    { name: 'warnings', texts: warnings, least: 4 },
  ])('has $name', ({ texts, least }) => {
    const distinct = [...new Set(texts)]
    const pairs = distinct.map((text) => ({
      place: text,
      english: '',
      german: germanRecordText(text).replaceAll('`', ''),
    }))
    expect(distinct.length).toBeGreaterThanOrEqual(least)
    expect(distinct.filter((text) => germanRecordText(text) === text)).toEqual([])
    const wording = germanViolations(pairs).filter((found) => !/literals|ends otherwise/.test(found))
    expect(wording).toEqual([])
  })

  it('leaves a code as it is', () => expect(germanRecordText('user_unknown')).toBe('user_unknown'))
})
