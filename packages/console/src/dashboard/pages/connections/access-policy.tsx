/** The people who may come in through a connection, and the roles that they get. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useEffect, useState } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { useRoles } from '../../data/roles.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import type { OnDirty } from '../../form/on-dirty.ts'
import form from '../../form/save-line.module.css'
import { SaveLine } from '../../form/save-line.tsx'
import { connectionTexts, organizationTexts } from '../../texts/texts.ts'

const t = connectionTexts.access
type Policy = Connection['policy']

interface Props {
  readonly connection: Connection
  readonly onDirty: OnDirty
}

const choices = <V extends string>(texts: Readonly<Record<V, string>>): { value: V; label: string }[] =>
  (Object.keys(texts) as V[]).map((value) => ({ value, label: texts[value] }))
const provisionings = choices(organizationTexts.settings.provisionings)
const roleSyncs = choices(t.roleSyncs)
const incompletes = choices(t.incompletes)
const userinfos = choices(t.userinfos)

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const placed = ['/policy/recheck_minutes', '/policy/admin_values']

export function AccessPolicy({ connection, onDirty }: Props): ReactNode {
  const { id, policy } = connection
  const { data: roles } = useRoles()
  const [changes, setChanges] = useState<Partial<Policy>>({})
  const [recheck, setRecheck] = useState(policy.recheck_minutes === null ? '' : String(policy.recheck_minutes))
  const [admins, setAdmins] = useState(policy.admin_values.join('\n'))
  const isMinutes = recheck.trim() === '' || /^\d+$/.test(recheck.trim())
  const next: Policy = {
    ...policy,
    ...changes,
    recheck_minutes: recheck.trim() === '' ? null : Number(recheck),
    admin_values: admins.split('\n').flatMap((value) => value.trim() || []),
  }
  const changed = Object.fromEntries(
    Object.entries(next).filter(([name, value]) => !same(value, policy[name as keyof Policy])),
  ) as Partial<Policy>
  const isDirty = Object.keys(changed).length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is told about changes only
  useEffect(() => onDirty(isDirty), [isDirty])
  const save = useChange((api) => api.connections.update(id, { policy: changed }))
  const set = (change: Partial<Policy>): void => setChanges((kept) => ({ ...kept, ...change }))
  return (
    <SettingsRow id="access" title={t.title} text={t.text}>
      <div className={form.pair}>
        <Select
          label={t.provisioning}
          value={next.provisioning ?? ''}
          options={[{ value: '', label: t.asOrganization }, ...provisionings]}
          onChange={({ currentTarget: { value } }) =>
            set({ provisioning: provisionings.find((one) => one.value === value)?.value ?? null })
          }
        />
        <Select
          label={t.defaultRole}
          value={next.default_role ?? ''}
          options={[
            { value: '', label: t.asOrganization },
            ...(roles ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          onChange={(event) => set({ default_role: event.currentTarget.value || null })}
        />
        <Select
          label={t.roleSync}
          value={next.role_sync}
          options={roleSyncs}
          onChange={({ currentTarget: { value } }) =>
            set({ role_sync: roleSyncs.find((one) => one.value === value)?.value ?? policy.role_sync })
          }
        />
        <Select
          label={t.incomplete}
          value={next.on_incomplete_groups}
          options={incompletes}
          onChange={({ currentTarget: { value } }) =>
            set({ on_incomplete_groups: value === 'refuse' ? 'refuse' : 'keep' })
          }
        />
        {connection.saml === null && (
          <Select
            label={t.userinfo}
            value={next.userinfo}
            options={userinfos}
            onChange={({ currentTarget: { value } }) =>
              set({ userinfo: userinfos.find((one) => one.value === value)?.value ?? policy.userinfo })
            }
          />
        )}
      </div>
      <div className={form.pair}>
        <FormField
          label={t.adminValues}
          pointer="/policy/admin_values"
          kind="area"
          isCode
          value={admins}
          onChange={setAdmins}
          error={save.error}
          hint={t.adminValuesHint}
        />
        <FormField
          label={t.recheck}
          pointer="/policy/recheck_minutes"
          value={recheck}
          onChange={setRecheck}
          error={save.error}
          fault={isMinutes ? null : t.notMinutes}
          hint={t.recheckHint}
        />
      </div>
      {save.error && <Failed error={save.error} placed={placed} />}
      <SaveLine
        act={t.save}
        isDirty={isDirty && isMinutes}
        isBusy={save.isPending}
        unchanged={t.unchanged}
        say={t.counts}
        onSave={() => save.mutate(undefined, { onSuccess: () => setChanges({}), onError: focusFault })}
      />
    </SettingsRow>
  )
}
