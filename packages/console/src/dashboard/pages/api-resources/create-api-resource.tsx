/** Creates an API resource, and goes to its page. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { useChange } from '../../data/reading.ts'
import { asId, type Choice, organizationFinder } from '../../filters/finders.ts'
import { PickField } from '../../filters/pick-field.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { Stack } from '../../form/stack.tsx'
import { paths } from '../../routes.ts'
import { apiResourcesTexts } from '../../texts/texts.ts'

const t = apiResourcesTexts.form

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function CreateApiResource({ isOpen, onClose }: Props): ReactNode {
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}

function Form({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [, navigate] = useLocation()
  const [name, setName] = useState('')
  const [applicationId, setApplicationId] = useState('')
  const [organization, setOrganization] = useState<Choice | null>(null)
  const [isChecked, setChecked] = useState(false)
  const create = useChange((api) =>
    api.apiResources.create({
      name: name.trim(),
      application_id: applicationId.trim(),
      ...(organization === null ? {} : { organization_id: asId(organization.id) }),
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '' || applicationId.trim() === '') focusFault()
    else create.mutate(undefined, { onSuccess: ({ id }) => navigate(paths.apiResource(id)), onError: focusFault })
  }
  const missing = (text: string): string | null => (isChecked && text.trim() === '' ? t.needed : null)
  return (
    <form noValidate onSubmit={submit}>
      <p className={dialog.lead}>{t.text}</p>
      <Stack>
        <FormField
          label={t.name}
          pointer="/name"
          isFirst
          value={name}
          onChange={setName}
          error={create.error}
          fault={missing(name)}
        />
        <FormField
          label={t.applicationId}
          pointer="/application_id"
          kind="code"
          value={applicationId}
          onChange={setApplicationId}
          error={create.error}
          fault={missing(applicationId)}
          hint={t.applicationIdHint}
        />
        <PickField
          label={t.organization}
          placeholder={t.every}
          value={organization}
          finder={organizationFinder}
          onChange={setOrganization}
        />
      </Stack>
      {create.error && <Failed error={create.error} placed={['/name', '/application_id']} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={create.isPending}>
          {t.act}
        </Button>
      </div>
    </form>
  )
}
