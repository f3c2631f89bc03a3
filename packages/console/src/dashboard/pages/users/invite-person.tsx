/** Invites a person into an organization. The link is shown once. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Note } from '../../../parts/note.tsx'
import { SecretOnce } from '../../../parts/secret-once.tsx'
import { Select } from '../../../parts/select.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { asId, type Choice, organizationFinder } from '../../filters/finders.ts'
import { PickField } from '../../filters/pick-field.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { Stack } from '../../form/stack.tsx'
import { Tick } from '../../form/tick.tsx'
import { usersTexts } from '../../texts/texts.ts'

const t = usersTexts.inviting

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function InvitePerson({ isOpen, onClose }: Props): ReactNode {
  const [made, setMade] = useState<{ readonly email: string; readonly url: string } | null>(null)
  return (
    <>
      <Dialog title={t.title} isOpen={isOpen && made === null} onClose={onClose}>
        <Form onMade={setMade} onClose={onClose} />
      </Dialog>
      <SecretOnce
        title={t.madeTitle}
        text={t.madeText(made?.email ?? '')}
        label={t.link}
        secret={made?.url ?? null}
        onClose={() => {
          setMade(null)
          onClose()
        }}
      />
    </>
  )
}

interface FormProps {
  readonly onMade: (made: { readonly email: string; readonly url: string }) => void
  readonly onClose: () => void
}

function Form({ onMade, onClose }: FormProps): ReactNode {
  const [organization, setOrganization] = useState<Choice | null>(null)
  const [email, setEmail] = useState('')
  const [chosen, setChosen] = useState('')
  const [days, setDays] = useState('7')
  const [isMailed, setMailed] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const { data } = useRead(['applications', 'beginnings'], async (api, options) => {
    const { data: all } = await api.applications.list({ limit: 100 }, options)
    return all.filter(({ state, initiate_login_uri }) => state === 'active' && initiate_login_uri !== null)
  })
  const application = chosen || data?.[0]?.id
  const create = useChange((api) =>
    api.invitations.create({
      organization_id: asId(organization?.id ?? ''),
      email: email.trim(),
      application_id: asId(application ?? ''),
      expires_in_days: Number(days),
      send_email: isMailed,
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (organization === null || email.trim() === '' || application === undefined) focusFault()
    else create.mutate(undefined, { onSuccess: onMade, onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit}>
      <p className={dialog.lead}>{t.text}</p>
      <Stack>
        <PickField
          label={t.organization}
          placeholder={t.choose}
          value={organization}
          finder={organizationFinder}
          fault={isChecked && organization === null ? t.needed : null}
          onChange={setOrganization}
        />
        <FormField
          label={t.email}
          pointer="/email"
          kind="email"
          value={email}
          onChange={setEmail}
          error={create.error}
          fault={isChecked && email.trim() === '' ? t.needed : null}
        />
        {data?.length === 0 ? (
          <Note tone="warn" title={t.noApplication} />
        ) : (
          <Select
            label={t.application}
            value={application ?? ''}
            options={data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        <Select
          label={t.days}
          value={days}
          options={Object.entries(t.dayChoices).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Tick label={t.mail} text={t.mailText} isChecked={isMailed} onChange={setMailed} />
      </Stack>
      {create.error && <Failed error={create.error} placed={['/email']} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={create.isPending}>
          {t.act}
        </Button>
      </div>
    </form>
  )
}
