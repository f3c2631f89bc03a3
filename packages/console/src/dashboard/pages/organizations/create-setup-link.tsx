/** The form of a new setup link. */
import type { Connection, Organization, SetupIntent, SetupLink } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import form from '../../form/save-line.module.css'
import { Tick, Ticks } from '../../form/tick.tsx'
import { organizationsTexts, organizationTexts } from '../../texts/texts.ts'

const t = organizationTexts.links.form
const intents: readonly SetupIntent[] = ['sso', 'domains', 'manage']
const activations = ['automatic', 'customer', 'vendor'] as const
const usualDays = '7'

interface Props {
  readonly organization: Organization
  readonly connections: readonly Connection[]
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (url: string) => void
}

export function CreateSetupLink(props: Props): ReactNode {
  return (
    <Dialog title={t.title} isOpen={props.isOpen} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  )
}

const texts: Readonly<Record<SetupIntent, readonly [label: string, text: string]>> = {
  sso: [t.sso, t.ssoText],
  domains: [t.domains, t.domainsText],
  manage: [t.manage, t.manageText],
}

function Form({ organization, connections, onClose, onMade }: Props): ReactNode {
  const [chosen, setChosen] = useState<readonly SetupIntent[]>(['sso', 'domains'])
  const [days, setDays] = useState(usualDays)
  const [activation, setActivation] = useState<SetupLink['activation']>('automatic')
  const [emails, setEmails] = useState('')
  const [connection, setConnection] = useState('')
  const create = useChange((api) =>
    api.setupLinks.create({
      organization_id: organization.id,
      intents: [...chosen],
      expires_in_days: Number(days),
      activation,
      admin_emails: emails.split(/[\s,;]+/).filter((email) => email !== ''),
      ...(connection === '' ? {} : { connection_id: connection }),
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (chosen.length > 0) create.mutate(undefined, { onSuccess: ({ url }) => onMade(url), onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit} className={form.stack}>
      <p className={dialog.lead}>{t.text(organization.name)}</p>
      <Ticks legend={t.intents}>
        {intents.map((intent) => (
          <Tick
            key={intent}
            label={texts[intent][0]}
            text={texts[intent][1]}
            isChecked={chosen.includes(intent)}
            onChange={(isOn) => setChosen(intents.filter((one) => (one === intent ? isOn : chosen.includes(one))))}
          />
        ))}
      </Ticks>
      <div className={form.pair}>
        <Select
          label={t.days}
          value={days}
          options={Object.entries(t.dayOptions).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Select
          label={t.activation}
          value={activation}
          options={activations.map((value) => ({ value, label: t.activations[value] }))}
          onChange={(event) =>
            setActivation(activations.find((one) => one === event.currentTarget.value) ?? 'automatic')
          }
        />
      </div>
      {connections.length > 0 && (
        <Select
          label={t.connection}
          value={connection}
          options={[
            { value: '', label: t.newConnection },
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setConnection(event.currentTarget.value)}
        />
      )}
      <FormField
        label={t.emails}
        pointer="/admin_emails"
        value={emails}
        onChange={setEmails}
        error={create.error}
        hint={t.emailsHint}
      />
      {create.error && <Failed error={create.error} placed={['/admin_emails']} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{organizationsTexts.form.cancel}</Button>
        <Button
          type="submit"
          kind="primary"
          isBusy={create.isPending}
          whyNot={chosen.length > 0 ? null : t.intentNeeded}
        >
          {t.act}
        </Button>
      </div>
    </form>
  )
}
