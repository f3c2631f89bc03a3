/** The differences between the settings in force and those of the candidate. */
import type { Connection } from '@gatehouse-sso/sdk/browser'

export interface CandidateChange {
  readonly id: string
  readonly name: string
  /** Claims are tried in order; the values of a setting are not. */
  readonly isClaims: boolean
  readonly before: readonly string[]
  readonly after: readonly string[]
}

type Half = Pick<Connection, 'settings' | 'mapping'>

const listed = (value: unknown): readonly string[] => {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.map(String) : [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}

/** Rules of attributes, with the own ones of the vendor under their names. */
function rulesOf({ custom_attributes = {}, ...rules }: Connection['mapping']): Readonly<Record<string, unknown>> {
  const own = Object.entries(custom_attributes).map(([name, rule]) => [`custom_attributes.${name}`, rule])
  return { ...rules, ...Object.fromEntries(own) }
}

function differences(
  kind: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): CandidateChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const [was, will] = [listed(before[name]), listed(after[name])]
    if (was.join('\n') === will.join('\n')) return []
    return [{ id: `${kind}.${name}`, name, isClaims: kind === 'mapping', before: was, after: will }]
  })
}

export function candidateChanges(active: Half, candidate: Half): CandidateChange[] {
  return [
    ...differences('settings', active.settings, candidate.settings),
    ...differences('mapping', rulesOf(active.mapping), rulesOf(candidate.mapping)),
  ]
}
