/** The tenants that may call an API, each with the organization of its people. */
import type { ApiResource } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { apiResourceTexts } from '../../texts/texts.ts'
import classes from './api-resources.module.css'
import type { Tenant } from './tenant.ts'
import { AddTenant, EditTenant } from './tenant-form.tsx'

const t = apiResourceTexts.tenants

type Asked = { readonly act: 'edit' | 'remove'; readonly tenant: Tenant } | { readonly act: 'add' } | null

interface Props {
  readonly apiResource: ApiResource
  readonly mayWrite: boolean
}

export function ApiResourceTenants({ apiResource, mayWrite }: Props): ReactNode {
  const { id } = apiResource
  const [asked, setAsked] = useState<Asked>(null)
  const { data, error, refetch } = useRead(['api_resource_tenants', id], async (api, options) => {
    const { data: tenants } = await api.apiResources.listTenants(id, { limit: 100 }, options)
    const ids = [...new Set(tenants.map(({ organization_id }) => organization_id))]
    const named = await Promise.all(
      ids.map(async (one) => {
        const found = await api.organizations.get(one, options).catch(() => null)
        return [one as string, found?.name ?? one] as const
      }),
    )
    return { tenants, names: new Map(named) }
  })
  const remove = useChange((api, tenant_id: string) => api.apiResources.removeTenant(id, tenant_id))
  const close = (): void => setAsked(null)
  const removed = asked?.act === 'remove' ? asked.tenant : null
  return (
    <SettingsRow id="tenants" title={t.title} text={t.text}>
      {!data &&
        (error ? <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} />)}
      {data?.tenants.length === 0 && <p className="quiet">{t.none}</p>}
      <ul className={classes.items}>
        {data?.tenants.map((tenant) => (
          <li key={tenant.id}>
            <div>
              <p>
                <Link to={paths.organization(tenant.organization_id)}>
                  {data.names.get(tenant.organization_id) ?? tenant.organization_id}
                </Link>
              </p>
              <p className={classes.more}>
                <code>{tenant.tenant_id}</code>
              </p>
              <p className={classes.more}>
                {t.sources[tenant.source]}
                {tenant.allowed_clients.length > 0 && ` · ${t.clients(tenant.allowed_clients.length)}`}
              </p>
            </div>
            {mayWrite && (
              <span className={classes.acts}>
                <Button
                  isSmall
                  aria-label={t.editOf(tenant.tenant_id)}
                  onClick={() => setAsked({ act: 'edit', tenant })}
                >
                  {t.edit}
                </Button>
                <Button
                  isSmall
                  aria-label={t.removeOf(tenant.tenant_id)}
                  onClick={() => setAsked({ act: 'remove', tenant })}
                >
                  {t.remove}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && <Button onClick={() => setAsked({ act: 'add' })}>{t.add}</Button>}
      <AddTenant apiResource={apiResource} isOpen={asked?.act === 'add'} onClose={close} />
      <EditTenant id={id} tenant={asked?.act === 'edit' ? asked.tenant : null} onClose={close} />
      <DangerDialog
        title={apiResourceTexts.removing.title(removed?.tenant_id ?? '')}
        text={apiResourceTexts.removing.text}
        breaks={apiResourceTexts.removing.breaks}
        name={null}
        act={apiResourceTexts.removing.act}
        isOpen={removed !== null}
        isBusy={remove.isPending}
        error={remove.error}
        onAct={() => removed && remove.mutate(removed.id, { onSuccess: close })}
        onClose={close}
      />
    </SettingsRow>
  )
}
