/** Creates an application, and goes to its page. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { Stack } from '../../form/stack.tsx'
import { paths } from '../../routes.ts'
import { applicationsTexts } from '../../texts/texts.ts'
import type { ApplicationKind } from './application-kind.ts'

const t = applicationsTexts.form
const kinds = Object.keys(t.kinds) as ApplicationKind[]
const pointers = ['/name', '/redirect_uris']

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function CreateApplication({ isOpen, onClose }: Props): ReactNode {
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}

function Form({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [, navigate] = useLocation()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<ApplicationKind>('server')
  const [redirect, setRedirect] = useState('')
  const [isChecked, setChecked] = useState(false)
  const create = useChange((api) =>
    api.applications.create({
      name: name.trim(),
      type: kind === 'native' ? 'native' : 'web',
      redirect_uris: [redirect.trim()],
      ...(kind === 'server' ? {} : { token_endpoint_auth_methods: ['none' as const] }),
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '' || redirect.trim() === '') focusFault()
    else create.mutate(undefined, { onSuccess: ({ id }) => navigate(paths.application(id)), onError: focusFault })
  }
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
          fault={isChecked && name.trim() === '' ? t.needed : null}
          hint={t.nameHint}
        />
        <Select
          label={t.kind}
          value={kind}
          options={kinds.map((value) => ({ value, label: t.kinds[value][0] }))}
          hint={t.kinds[kind][1]}
          onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? 'server')}
        />
        <FormField
          label={t.redirect}
          pointer="/redirect_uris"
          kind="code"
          value={redirect}
          onChange={setRedirect}
          error={create.error}
          fault={isChecked && redirect.trim() === '' ? t.needed : null}
          hint={t.redirectHint}
        />
      </Stack>
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
