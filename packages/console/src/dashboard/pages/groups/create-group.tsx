/** Creates a group by its id at the identity provider. */
import type { Role } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import form from '../../form/save-line.module.css'
import { groupsTexts } from '../../texts/texts.ts'

const t = groupsTexts.form

interface Props {
  readonly organization_id: string
  readonly roles: readonly Role[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function CreateGroup(props: Props): ReactNode {
  return (
    <Dialog title={t.title} isOpen={props.isOpen} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  )
}

function Form({ organization_id, roles, onClose }: Props): ReactNode {
  const [idpId, setIdpId] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState(roles.find(({ is_default }) => is_default)?.slug ?? roles[0]?.slug ?? '')
  const [isMissing, setMissing] = useState(false)
  const create = useChange((api) =>
    api.groups.create({
      organization_id,
      idp_id: idpId.trim(),
      roles: role === '' ? [] : [role],
      ...(name.trim() === '' ? {} : { name: name.trim() }),
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const lacks = idpId.trim() === ''
    setMissing(lacks)
    if (lacks) focusFault()
    else create.mutate(undefined, { onSuccess: onClose, onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit} className={form.stack}>
      <p className={dialog.lead}>{t.text}</p>
      <FormField
        label={groupsTexts.id}
        pointer="/idp_id"
        kind="code"
        value={idpId}
        onChange={setIdpId}
        error={create.error}
        fault={isMissing ? t.needed : null}
      />
      <FormField
        label={groupsTexts.name}
        pointer="/name"
        value={name}
        onChange={setName}
        error={create.error}
        hint={t.nameHint}
      />
      <Select
        label={groupsTexts.role}
        value={role}
        options={[
          { value: '', label: groupsTexts.noRole },
          ...roles.map(({ slug, name: label }) => ({ value: slug, label })),
        ]}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      {create.error && <Failed error={create.error} placed={['/idp_id', '/name']} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={create.isPending}>
          {t.act}
        </Button>
      </div>
    </form>
  )
}
