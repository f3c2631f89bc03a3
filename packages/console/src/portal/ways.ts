/**
 * The ways to enter one identity provider: the address of its metadata, the document, or its values one by one (SAML). A
 * form shows one of them and sends that one only, since an older value would count more than what metadata brings.
 */
import type { GuideField } from '@gatehouse-sso/sdk/browser'

export type Way = 'address' | 'file' | 'values'

type Settings = Readonly<Record<string, unknown>>

const addressPointer = '/settings/metadata_url'

/** Whether a field is a way by itself. */
export const isWay = ({ kind, param }: GuideField): boolean => kind === 'metadata' || param === addressPointer

export const hasWays = (fields: readonly GuideField[]): boolean => fields.some(isWay)

/** The way that a guide puts first; its fields belong to no group. */
function usualWay(fields: readonly GuideField[]): Way {
  return fields.find((field) => field.instead === null && isWay(field))?.kind === 'metadata' ? 'file' : 'address'
}

/** The way that is shown, for a group. */
export const wayOf = (fields: readonly GuideField[], group: string | null): Way =>
  group === null ? usualWay(fields) : (group as Way)

/** Whether a field stands apart from all ways, and is shown below them. */
export const isApart = (field: GuideField): boolean => field.instead === null && !isWay(field)

/**
 * The ways besides the one that is shown, each with the group of its fields. A guide that puts the file first is for an
 * identity provider without an address, so that one is not offered.
 */
export function otherWays(
  fields: readonly GuideField[],
  group: string | null,
): readonly { readonly way: Way; readonly group: string | null }[] {
  const usual = usualWay(fields)
  const groups = new Set(fields.flatMap(({ instead }) => instead ?? []))
  const others = [...groups]
    .map((one) => ({ way: one as Way, group: one }))
    .filter(({ way }) => usual !== 'file' || way !== 'address')
  return [{ way: usual, group: null }, ...others].filter((one) => one.group !== group)
}

/** The group with which the form begins. A document is not kept, but the values that it brought are. */
export function firstGroup(fields: readonly GuideField[], kept: Settings): string | null {
  if (!hasWays(fields)) return null
  const isKept = (name: string): boolean => kept[name] !== undefined && kept[name] !== null
  const address = fields.find(({ param }) => param === addressPointer)
  if (address && isKept('metadata_url')) return address.instead
  return ['idp_entity_id', 'sso_url', 'certificates'].some(isKept) ? 'values' : null
}

/**
 * The settings of the chosen way. A kept address gives way to new values, which would differ from it.
 * @param changes the changed settings of the fields that are shown
 */
export function withoutOtherWays(
  fields: readonly GuideField[],
  changes: Readonly<Record<string, unknown>>,
  kept: Settings,
): Readonly<Record<string, unknown>> {
  const brings = ['metadata_xml', 'idp_entity_id', 'sso_url', 'certificates'].some((name) => name in changes)
  const hasAddress = kept.metadata_url !== undefined && kept.metadata_url !== null
  return hasWays(fields) && brings && hasAddress && !('metadata_url' in changes)
    ? { ...changes, metadata_url: null }
    : changes
}
