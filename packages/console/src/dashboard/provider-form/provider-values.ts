/** The settings of an identity provider as a form: a text for each field, by its JSON pointer. */
import type { IdentityProvider, ProviderField, ProviderWay } from '../data/identity-provider.ts'

type Settings = Readonly<Record<string, unknown>>
export type Texts = Readonly<Record<string, string>>

const nameOf = ({ param }: ProviderField): string => param.replace('/settings/', '')

export function textOf(kept: unknown): string {
  if (Array.isArray(kept)) return kept.some((one) => String(one).includes('\n')) ? kept.join('\n') : kept.join(', ')
  return kept === undefined || kept === null ? '' : String(kept)
}

/** The way in which the settings were entered, else the usual one. */
export function wayOf({ ways }: IdentityProvider, settings: Settings): ProviderWay {
  const isFilled = (field: ProviderField): boolean => !field.is_needed || textOf(settings[nameOf(field)]) !== ''
  const filled = ways.find(({ fields }) => fields.every(isFilled))
  const way = filled ?? ways[0]
  if (!way) throw new Error('a kind of identity provider needs a way to enter it')
  return way
}

/** The fields of a way, with the client ID where the protocol has one. */
export const fieldsOf = (
  { client_id }: Pick<IdentityProvider, 'client_id'>,
  { fields }: ProviderWay,
): ProviderField[] => (client_id === null ? [...fields] : [...fields, client_id])

/** The texts with which the form begins. */
export function initialTexts(provider: IdentityProvider, settings: Settings): Texts {
  const fields = provider.ways.flatMap((way) => fieldsOf(provider, way))
  return Object.fromEntries(fields.map((field) => [field.param, textOf(settings[nameOf(field)])]))
}

/**
 * The settings that differ from those that are kept. The fields of other ways are left out: the gateway reads what a way
 * stands for. Only an address of metadata that gives way is removed. An active connection gets a candidate by any change, so nothing else may be sent.
 */
export function changedSettings(
  fields: readonly ProviderField[],
  texts: Texts,
  kept: Settings,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  for (const field of fields) {
    const name = nameOf(field)
    const text = (texts[field.param] ?? '').trim()
    if (text === textOf(kept[name])) continue
    if (text === '') changes[name] = null
    else changes[name] = enteredValue(field, text)
  }
  return isAddressReplaced(fields, changes, kept) ? { ...changes, metadata_url: null } : changes
}

/**
 * Whether values take the place of the address of metadata. The gateway reads a kept address each day, and would find
 * that the values differ from it.
 */
const isAddressReplaced = (
  fields: readonly ProviderField[],
  changes: Readonly<Record<string, unknown>>,
  kept: Settings,
): boolean =>
  textOf(kept.metadata_url) !== '' &&
  !fields.some((field) => nameOf(field) === 'metadata_url') &&
  Object.keys(changes).length > 0

function enteredValue({ kind }: ProviderField, text: string): unknown {
  if (kind === 'list') return text.split(/[\s,;]+/).filter((one) => one !== '')
  return kind === 'certificates' ? certificatesIn(text) : text
}

/** Certificates in PEM, one after the other. A text without any is sent as it is, and refused with a reason. */
export function certificatesIn(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [text]
}

/** The first needed field without a text. */
export const missingField = (fields: readonly ProviderField[], texts: Texts): ProviderField | null =>
  fields.find((field) => field.is_needed && (texts[field.param] ?? '').trim() === '') ?? null

/** The last moment of a day in UTC, as an expiry. */
export const endOfDay = (date: string): string => `${date}T23:59:59Z`

/** `2028-11-24`: the day so many months from now. */
export function dayInMonths(now: number, months: number): string {
  const day = new Date(now)
  day.setUTCMonth(day.getUTCMonth() + months)
  return day.toISOString().slice(0, 10)
}
