/** The kind of the identity provider and the name of the connection. The kind is fixed once there is a draft. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, LinkButton } from '../../../parts/button.tsx'
import { CopyId } from '../../../parts/copy-id.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { type ConnectionType, typesOf } from '../../data/identity-provider.ts'
import { useIdentityProviders } from '../../data/identity-providers.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import form from '../../form/save-line.module.css'
import { configureTexts } from '../../texts/texts.ts'
import classes from './configure.module.css'

const t = configureTexts.provider

interface Props {
  readonly organization_id: string
  readonly connection: Connection | null
  readonly type: ConnectionType
  readonly onType: (type: ConnectionType) => void
  readonly onCreated: (id: string) => void
}

export function KindAndName(props: Props): ReactNode {
  const providers = useIdentityProviders()
  const { connection } = props
  const [isRenaming, setRenaming] = useState(false)
  if (connection === null) return <NewDraft {...props} />
  if (isRenaming) return <Rename connection={connection} onDone={() => setRenaming(false)} />
  return (
    <>
      <p className={classes.fact}>
        <span>
          <b>{providers[connection.type].name}</b>, {t.named(connection.name)}
        </span>
        <LinkButton onClick={() => setRenaming(true)}>{t.change}</LinkButton>
      </p>
      <CopyId value={connection.id} label={t.theId} />
    </>
  )
}

function NewDraft({ organization_id, type, onType, onCreated }: Props): ReactNode {
  const providers = useIdentityProviders()
  const types = typesOf(providers)
  const [name, setName] = useState('')
  const create = useChange((api) =>
    api.connections.create({ organization_id, type, ...(name.trim() === '' ? {} : { name: name.trim() }) }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.mutate(undefined, { onSuccess: ({ id }) => onCreated(id), onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit} className={form.stack}>
      <p className="quiet">{t.text}</p>
      <div className={form.pair}>
        <Select
          label={t.kind}
          value={type}
          options={types.map((value) => ({ value, label: providers[value].name }))}
          onChange={(event) => onType(types.find((one) => one === event.currentTarget.value) ?? type)}
        />
        <FormField
          label={t.name}
          pointer="/name"
          value={name}
          onChange={setName}
          error={create.error}
          placeholder={providers[type].name}
        />
      </div>
      {create.error && <Failed error={create.error} placed={['/name']} />}
      <div className={classes.acts}>
        <Button type="submit" kind="primary" isBusy={create.isPending}>
          {t.act}
        </Button>
        <span className="quiet dense">{t.say}</span>
      </div>
    </form>
  )
}

function Rename({ connection, onDone }: { readonly connection: Connection; readonly onDone: () => void }): ReactNode {
  const [name, setName] = useState(connection.name)
  const save = useChange((api) => api.connections.update(connection.id, { name: name.trim() }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate(undefined, { onSuccess: onDone, onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit}>
      <FormField label={t.name} pointer="/name" value={name} onChange={setName} error={save.error} />
      <div className={classes.acts}>
        <Button type="submit" isBusy={save.isPending}>
          {t.save}
        </Button>
        <Button kind="bare" onClick={onDone}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}
