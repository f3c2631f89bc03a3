/** The values of screen 3 as a form: a text for each field, by its JSON pointer. */
import type { GuideField, ValueFinding } from '@gatehouse-sso/sdk/browser'
import { hasWays, isWay } from './ways.ts'

export type Values = Readonly<Record<string, string>>

export const secretPointer = '/client_secret'
export const expiryPointer = '/not_after'

const settingOf = (pointer: string): string | null => /^\/settings\/([^/]+)$/.exec(pointer)?.[1] ?? null

/** The page after signing out is a member of the policy, and all other values are settings. */
export const logoutPagePointer = '/policy/logout_page_url'

/** The texts with which the form begins: what the connection has. */
export function initialValues(
  fields: readonly GuideField[],
  settings: Readonly<Record<string, unknown>>,
  logout_page_url: string | null = null,
): Values {
  const entries = fields.map(({ param }) => {
    const kept = param === logoutPagePointer ? logout_page_url : settings[settingOf(param) ?? '']
    const text = Array.isArray(kept)
      ? kept.map((one) => String(one).trim()).join('\n')
      : typeof kept === 'string'
        ? kept
        : ''
    return [param, text] as const
  })
  return { ...Object.fromEntries(entries), [secretPointer]: '', [expiryPointer]: '' }
}

/**
 * The settings to send. An emptied field of a kept setting is `null`, which removes it, and a field that never had a
 * value is left out.
 */
export function settingsOf(
  fields: readonly GuideField[],
  values: Values,
  kept: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const { param, kind } of fields) {
    const name = settingOf(param)
    if (name === null) continue
    const text = (values[param] ?? '').trim()
    if (text !== '') settings[name] = enteredValue(kind, text)
    else if (kept[name] !== undefined && kept[name] !== null) settings[name] = null
  }
  return settings
}

function enteredValue(kind: GuideField['kind'], text: string): unknown {
  if (kind === 'list') return text.split(/[\s,;]+/)
  // Certificates stand one after the other; a text without any is sent as it is, and refused with a reason.
  if (kind === 'certificate') return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [text]
  return text
}

/** The changed page after signing out, as the policy to send. */
export function changedLogoutPage(
  fields: readonly GuideField[],
  values: Values,
  kept: string | null,
): { readonly policy?: { readonly logout_page_url: string | null } } {
  if (!fields.some(({ param }) => param === logoutPagePointer)) return {}
  const logout_page_url = (values[logoutPagePointer] ?? '').trim() || null
  return logout_page_url === kept ? {} : { policy: { logout_page_url } }
}

/**
 * The settings that differ from those that are kept. An active connection gets a candidate by any change, so a form that
 * only brings a new credential must not send the rest.
 */
export function changedSettings(
  settings: Readonly<Record<string, unknown>>,
  kept: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => digestOf(value) !== digestOf(kept[name])),
  )
}

/** A value to compare. A certificate ends with a line break where it is kept. */
const digestOf = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.trim() : part))

/** The fields that the form shows: the usual ones, and a group of others besides them. Ways take each other's place. */
export function shownFields(fields: readonly GuideField[], group: string | null): readonly GuideField[] {
  const replaces = group !== null && hasWays(fields)
  return fields.filter((field) => field.instead === group || (field.instead === null && !(replaces && isWay(field))))
}

/** The first needed field without a text. A text in a field of another group stands for the usual ones. */
export function missingField(
  fields: readonly GuideField[],
  values: Values,
  group: string | null = null,
): GuideField | null {
  const isFilled = (field: GuideField): boolean => (values[field.param] ?? '').trim() !== ''
  if (hasWays(fields)) return shownFields(fields, group).find((field) => field.needed && !isFilled(field)) ?? null
  const isReplaced = fields.some((field) => field.instead !== null && isFilled(field))
  return (
    fields.find(
      (field) => field.instead === null && field.needed && !isFilled(field) && !(isReplaced && isId(field)),
    ) ?? null
  )
}

/** An address names the tenant, so the tenant's field may be empty then. It never names the application. */
const isId = ({ param }: GuideField): boolean => !/client/.test(param)

/** Puts the corrected values of the findings into the form. */
export function corrected(values: Values, findings: readonly ValueFinding[]): Values {
  const changes = findings.flatMap(({ param, value }) => (value === null ? [] : [[param, value] as const]))
  return { ...values, ...Object.fromEntries(changes) }
}

/** The pointers of findings that must be put right before the form goes on. */
export function wrongPointers(findings: Readonly<Record<string, ValueFinding>>): readonly string[] {
  return Object.values(findings)
    .filter(({ result }) => result === 'wrong')
    .map(({ param }) => param)
}

/** The last moment of a day in UTC, as an expiry. */
export function endOfDay(date: string): string {
  return `${date}T23:59:59Z`
}

/** `2027-11-26`: the day after this many days. */
export function dayAfter(now: number, days: number): string {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10)
}
