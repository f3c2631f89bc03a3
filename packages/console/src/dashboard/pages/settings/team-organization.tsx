/** The organization through whose connection the team signs in. */
import type { ReactNode } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { asId, organizationFinder } from '../../filters/finders.ts'
import { PickField } from '../../filters/pick-field.tsx'
import { teamTexts as t } from '../../texts/texts.ts'
import classes from './settings.module.css'

export function TeamOrganization({ mayWrite }: { readonly mayWrite: boolean }): ReactNode {
  const { data, error, refetch } = useRead(['staff_settings'], async (api, options) => {
    const { organization_id } = await api.staff.getSettings(options)
    if (organization_id === null) return { organization: null }
    const name = await organizationFinder.nameOf(api, organization_id, options).catch(() => organization_id)
    return { organization: { id: organization_id, name, more: null } }
  })
  const save = useChange((api, id: string) => api.staff.updateSettings({ organization_id: asId(id) }))
  if (data === undefined) {
    return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={2} />
  }
  const { organization } = data
  return (
    <div className={classes.narrow}>
      {organization === null && <p className="quiet">{t.ownerNone}</p>}
      {mayWrite ? (
        <PickField
          label={t.ownerLabel}
          placeholder={t.ownerChoose}
          value={organization}
          finder={organizationFinder}
          onChange={({ id }) => save.mutate(id)}
        />
      ) : (
        organization !== null && <p>{organization.name}</p>
      )}
      <Failed error={save.error} />
    </div>
  )
}
