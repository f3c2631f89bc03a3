/** The fields of an API resource, row by row. */
import type { SettingsField } from '../../form/settings-form.tsx'
import { apiResourceTexts as t } from '../../texts/texts.ts'

const options = (names: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

export const generalFields: readonly SettingsField[] = [{ name: 'name', label: t.general.name, kind: 'text' }]

export const audienceFields: readonly SettingsField[] = [
  { name: 'application_id', label: t.audience.application_id, kind: 'code' },
  { name: 'app_id_uris', label: t.audience.app_id_uris, kind: 'lines', hint: t.audience.app_id_uris_hint },
  { name: 'cloud', label: t.audience.cloud, kind: 'select', options: options(t.audience.clouds) },
  {
    name: 'authority_host',
    label: t.audience.authority_host,
    kind: 'code',
    isEmptyNull: true,
    hint: t.audience.authority_host_hint,
  },
  { name: 'accepts_v1', label: t.audience.accepts_v1, kind: 'tick', hint: t.audience.accepts_v1_text },
  { name: 'application_keys', label: t.audience.application_keys, kind: 'tick' },
]

export const callerFields: readonly SettingsField[] = [
  { name: 'allowed_clients', label: t.callers.allowed_clients, kind: 'lines', hint: t.callers.allowed_clients_hint },
  { name: 'required_scopes', label: t.callers.required_scopes, kind: 'lines', hint: t.linesHint },
  {
    name: 'required_acr',
    label: t.callers.required_acr,
    kind: 'code',
    isEmptyNull: true,
    hint: t.callers.required_acr_hint,
  },
  { name: 'allow_app_only', label: t.callers.allow_app_only, kind: 'tick' },
  { name: 'required_app_roles', label: t.callers.required_app_roles, kind: 'lines', hint: t.linesHint },
  { name: 'allow_token_exchange', label: t.callers.allow_token_exchange, kind: 'tick' },
]

const attributes = ['subject', 'email', 'groups', 'roles'] as const

/** The names that stand in `claims`, and not in the API resource itself. */
export const claimFields: ReadonlySet<string> = new Set(attributes)

export const peopleFields: readonly SettingsField[] = [
  ...attributes.map((name) => ({ name, label: t.people.claim(name), kind: 'code' as const })),
  { name: 'admin_group', label: t.people.admin_group, kind: 'text', isEmptyNull: true },
  { name: 'match_case', label: t.people.match_case, kind: 'select', options: options(t.people.matches) },
  { name: 'match_group_names', label: t.people.match_group_names, kind: 'tick' },
  { name: 'require_group', label: t.people.require_group, kind: 'tick' },
]
