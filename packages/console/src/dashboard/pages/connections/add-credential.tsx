/** Adds a credential to a connection: a secret, a certificate that is made here, or none at all. */
import type { Connection, Credential } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Segmented } from '../../../parts/segmented.tsx'
import { useIdentityProviders } from '../../data/identity-providers.tsx'
import { useChange } from '../../data/reading.ts'
import { focusFault } from '../../form/form-field.tsx'
import { noSecret, SecretEntry, secretBody } from '../../provider-form/secret-entry.tsx'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

const t = connectionTexts.credentials
/** With SAML a certificate signs and decrypts; there is nothing else to add. */
const typesFor = ({ saml }: Connection): readonly Credential['type'][] =>
  saml ? ['certificate'] : ['client_secret', 'certificate', 'federated']

interface Props {
  readonly connection: Connection
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function AddCredential(props: Props): ReactNode {
  return (
    <Dialog title={t.addTitle} isOpen={props.isOpen} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  )
}

function Form({ connection, onClose }: Props): ReactNode {
  const [type, setType] = useState<Credential['type']>(typesFor(connection)[0] ?? 'certificate')
  const [secret, setSecret] = useState(noSecret)
  const [isMissing, setMissing] = useState(false)
  const provider = useIdentityProviders()[connection.type]
  const add = useChange((api) =>
    api.credentials.create(connection.id, type === 'client_secret' ? secretBody(secret) : { type }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const lacks = type === 'client_secret' && secret.value.trim() === ''
    setMissing(lacks)
    if (lacks) focusFault()
    else add.mutate(undefined, { onSuccess: onClose, onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit}>
      <p className={dialog.lead}>{t.addText}</p>
      <Segmented
        label={t.kind}
        value={type}
        options={typesFor(connection).map((value) => ({ value, label: t.types[value] }))}
        onChange={setType}
      />
      <p className={classes.kind}>{t.kindTexts[type]}</p>
      {type === 'client_secret' && (
        <SecretEntry
          provider={provider}
          secret={secret}
          kept={null}
          isMissing={isMissing}
          error={add.error}
          onChange={(next) => {
            setSecret(next)
            setMissing(false)
          }}
        />
      )}
      {add.error && <Failed error={add.error} placed={['/client_secret', '/not_after']} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={add.isPending}>
          {t.addAct}
        </Button>
      </div>
    </form>
  )
}
