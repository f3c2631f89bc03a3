/** Creates an organization, and goes to its page. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { paths } from '../../routes.ts'
import { organizationsTexts } from '../../texts/texts.ts'

const t = organizationsTexts.form

interface Props {
  /** The name to begin with; `null` closes the dialog, and `1` stands for none. */
  readonly name: string | null
  readonly onClose: () => void
}

export function CreateOrganization({ name, onClose }: Props): ReactNode {
  return (
    <Dialog title={t.title} isOpen={name !== null} onClose={onClose}>
      <Form initialName={name === null || name === '1' ? '' : name} onClose={onClose} />
    </Dialog>
  )
}

const pointers = ['/name', '/domains', '/external_id']

function Form({ initialName, onClose }: { readonly initialName: string; readonly onClose: () => void }): ReactNode {
  const [, navigate] = useLocation()
  const [name, setName] = useState(initialName)
  const [domain, setDomain] = useState('')
  const [externalId, setExternalId] = useState('')
  const [isMissing, setMissing] = useState(false)
  const create = useChange((api) =>
    api.organizations.create({
      name: name.trim(),
      ...(externalId.trim() === '' ? {} : { external_id: externalId.trim() }),
      ...(domain.trim() === '' ? {} : { domains: [{ domain: domain.trim() }] }),
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setMissing(name.trim() === '')
    if (name.trim() === '') focusFault()
    else create.mutate(undefined, { onSuccess: ({ id }) => navigate(paths.organization(id)), onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit}>
      <p className={dialog.lead}>{t.text}</p>
      <FormField
        label={t.name}
        pointer="/name"
        value={name}
        onChange={setName}
        error={create.error}
        fault={isMissing ? t.nameNeeded : null}
        required
      />
      <FormField
        label={t.domain}
        pointer="/domains"
        value={domain}
        onChange={setDomain}
        error={create.error}
        hint={t.domainHint}
      />
      <FormField
        label={t.externalId}
        pointer="/external_id"
        value={externalId}
        onChange={setExternalId}
        error={create.error}
        hint={t.externalIdHint}
      />
      {create.error && <Failed error={create.error} placed={pointers} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={create.isPending}>
          {t.act}
        </Button>
      </div>
    </form>
  )
}
