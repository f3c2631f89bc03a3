/** Lets a tenant call: by its id, or as a sign-in has proved it. Later its clients can be changed. */
import type { ApiResource } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { useChange } from '../../data/reading.ts'
import { asId, type Choice, connectionFinder, organizationFinder } from '../../filters/finders.ts'
import { PickField } from '../../filters/pick-field.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { Stack } from '../../form/stack.tsx'
import { apiResourceTexts } from '../../texts/texts.ts'
import type { Tenant } from './tenant.ts'

const t = apiResourceTexts.adding

const linesOf = (text: string): string[] => text.split(/\s+/).filter((line) => line !== '')

interface AddProps {
  readonly apiResource: ApiResource
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function AddTenant({ apiResource, isOpen, onClose }: AddProps): ReactNode {
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={onClose}>
      <AddForm apiResource={apiResource} onClose={onClose} />
    </Dialog>
  )
}

function AddForm({ apiResource, onClose }: Omit<AddProps, 'isOpen'>): ReactNode {
  const [way, setWay] = useState<'sign_in' | 'vendor'>('sign_in')
  const [connection, setConnection] = useState<Choice | null>(null)
  const [organization, setOrganization] = useState<Choice | null>(null)
  const [tenantId, setTenantId] = useState('')
  const [clients, setClients] = useState('')
  const [isChecked, setChecked] = useState(false)
  const organization_id = apiResource.organization_id ?? organization?.id ?? null
  const isReady = way === 'sign_in' ? connection !== null : organization_id !== null && tenantId.trim() !== ''
  const add = useChange((api) =>
    api.apiResources.addTenant(apiResource.id, {
      ...(way === 'sign_in'
        ? { connection_id: asId(connection?.id ?? '') }
        : { organization_id: asId(organization_id ?? ''), tenant_id: tenantId.trim() }),
      allowed_clients: linesOf(clients),
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (isReady) add.mutate(undefined, { onSuccess: onClose, onError: focusFault })
    else focusFault()
  }
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Select
          label={t.how}
          value={way}
          options={Object.entries(t.ways).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setWay(event.currentTarget.value === 'vendor' ? 'vendor' : 'sign_in')}
        />
        {way === 'sign_in' ? (
          <PickField
            label={t.connection}
            placeholder={t.chooseConnection}
            value={connection}
            finder={connectionFinder(apiResource.organization_id)}
            fault={isChecked && connection === null ? t.needed : null}
            onChange={setConnection}
          />
        ) : (
          <>
            {apiResource.organization_id === null && (
              <PickField
                label={t.organization}
                placeholder={t.chooseOrganization}
                value={organization}
                finder={organizationFinder}
                fault={isChecked && organization === null ? t.needed : null}
                onChange={setOrganization}
              />
            )}
            <FormField
              label={t.tenant}
              pointer="/tenant_id"
              kind="code"
              value={tenantId}
              onChange={setTenantId}
              error={add.error}
              fault={isChecked && tenantId.trim() === '' ? t.needed : null}
            />
          </>
        )}
        <FormField
          label={t.clients}
          pointer="/allowed_clients"
          kind="area"
          isCode
          value={clients}
          onChange={setClients}
          error={add.error}
          hint={t.clientsHint}
        />
      </Stack>
      {add.error && <Failed error={add.error} placed={['/tenant_id', '/allowed_clients']} />}
      <Buttons act={t.act} isBusy={add.isPending} onClose={onClose} />
    </form>
  )
}

interface EditProps {
  /** Of the API resource. */
  readonly id: string
  /** `null` closes the dialog. */
  readonly tenant: Tenant | null
  readonly onClose: () => void
}

export function EditTenant({ id, tenant, onClose }: EditProps): ReactNode {
  return (
    <Dialog title={t.editTitle} isOpen={tenant !== null} onClose={onClose}>
      {tenant && <EditForm id={id} tenant={tenant} onClose={onClose} />}
    </Dialog>
  )
}

function EditForm({ id, tenant, onClose }: EditProps & { readonly tenant: Tenant }): ReactNode {
  const [clients, setClients] = useState(tenant.allowed_clients.join('\n'))
  const save = useChange((api) => api.apiResources.updateTenant(id, tenant.id, { allowed_clients: linesOf(clients) }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate(undefined, { onSuccess: onClose, onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit}>
      <p className={dialog.lead}>
        <code>{tenant.tenant_id}</code>
      </p>
      <FormField
        label={t.clients}
        pointer="/allowed_clients"
        kind="area"
        isCode
        value={clients}
        onChange={setClients}
        error={save.error}
        hint={t.clientsHint}
      />
      {save.error && <Failed error={save.error} placed={['/allowed_clients']} />}
      <Buttons act={t.editAct} isBusy={save.isPending} onClose={onClose} />
    </form>
  )
}

interface ButtonsProps {
  readonly act: string
  readonly isBusy: boolean
  readonly onClose: () => void
}

const Buttons = ({ act, isBusy, onClose }: ButtonsProps): ReactNode => (
  <div className={dialog.buttons}>
    <Button onClick={onClose}>{t.cancel}</Button>
    <Button type="submit" kind="primary" isBusy={isBusy}>
      {act}
    </Button>
  </div>
)
