/** The role of people in no group that gives one. A change can be taken back for a moment. */
import type { Organization } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { useRoles } from '../../data/roles.ts'
import { useMay } from '../../data/session.tsx'
import { useToast } from '../../shell/toast.tsx'
import { organizationTexts } from '../../texts/texts.ts'
import classes from './organization.module.css'

const t = organizationTexts.role

export function DefaultRole({ organization }: { readonly organization: Organization }): ReactNode {
  const mayWrite = useMay('organizations:write')
  const toast = useToast()
  const { id, policy } = organization
  const { data: roles } = useRoles()
  const change = useChange((api, default_role: string | null) =>
    api.organizations.update(id, { policy: { default_role } }),
  )
  const fallback = roles?.find(({ is_default }) => is_default)
  const environment = t.environment(fallback?.name ?? null)
  const nameOf = (slug: string | null): string => roles?.find((role) => role.slug === slug)?.name ?? environment
  const choose = (slug: string | null): void => {
    const before = policy.default_role
    change.mutate(slug, { onSuccess: () => toast(t.now(nameOf(slug)), () => change.mutate(before)) })
  }
  return (
    <SettingsRow id="default-role" title={t.title} text={t.text}>
      <div className={classes.narrow}>
        <Select
          label={t.label}
          value={policy.default_role ?? ''}
          disabled={!mayWrite || roles === undefined}
          options={[
            { value: '', label: environment },
            ...(roles ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          onChange={(event) => choose(event.currentTarget.value || null)}
        />
      </div>
      {change.error && <Failed error={change.error} />}
    </SettingsRow>
  )
}
