/** Deletes an organization, after saying what breaks. */
import type { Organization } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { organizationTexts } from '../../texts/texts.ts'

const t = organizationTexts.settings
const mostLooked = 100

export function DeleteOrganization({ organization }: { readonly organization: Organization }): ReactNode {
  const [, navigate] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const { id, name, domains } = organization
  const { data } = useRead(
    ['organization_end', id],
    async (api, options) => {
      const [connections, signIns, links] = await Promise.all([
        api.connections.list({ organization_id: id, limit: 100 }, options),
        api.signIns.list({ organization_id: id, state: 'succeeded', limit: mostLooked }, options),
        api.setupLinks.list({ organization_id: id, state: 'open', limit: 1 }, options),
      ])
      return { connections: connections.data.length, signIns: signIns.data.length, links: links.data.length }
    },
    { isEnabled: isAsking },
  )
  const remove = useChange((api) => api.organizations.delete(id))
  const breaks = data && [
    t.breaks.users,
    ...(data.signIns > 0 ? [t.breaks.recent(data.signIns, data.signIns === mostLooked)] : []),
    ...(data.connections > 0 ? [t.breaks.connections(data.connections)] : []),
    ...(domains.length > 0 ? [t.breaks.domains(domains.length)] : []),
    ...(data.links > 0 ? [t.breaks.links] : []),
  ]
  return (
    <SettingsRow id="delete" title={t.delete} text={t.deleteText}>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t.delete}
      </Button>
      <DangerDialog
        title={t.deleteTitle(name)}
        text={t.deleteLead}
        breaks={breaks ?? []}
        name={name}
        act={t.delete}
        isOpen={isAsking}
        isBusy={remove.isPending}
        error={remove.error}
        onAct={() => remove.mutate(undefined, { onSuccess: () => navigate(paths.organizations(), { replace: true }) })}
        onClose={() => setAsking(false)}
      />
    </SettingsRow>
  )
}
