/** Screen 3, second half: how the vendor proves itself at the identity provider. */
import type { Credential, GuideCredential, SetupGuide } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Aside, Beside, Section } from '../frame/panel.tsx'
import { useLanguage } from '../language/language.tsx'
import { Button } from '../parts/button.tsx'
import { ChoiceCards } from '../parts/choice-card.tsx'
import { CodeBox } from '../parts/code-box.tsx'
import { Drawing } from '../parts/drawing.tsx'
import { Fold } from '../parts/fold.tsx'
import { TickedActions } from '../parts/ticked-actions.tsx'
import { api } from './api.ts'
import classes from './credential-choice.module.css'
import { saveFile } from './download.ts'
import { Problem } from './problem.tsx'
import { useChange, useConnection, useProgress, useSetup } from './session.tsx'

export type CredentialType = Credential['type']

interface Props {
  readonly guide: SetupGuide
  readonly kind: CredentialType | null
  readonly onKind: (kind: CredentialType) => void
  /** Whether the fields above have what a made credential depends on; it keeps them first. */
  readonly keepValues: () => Promise<boolean>
  /** The field of the secret and its expiry. */
  readonly secret: ReactNode
}

export function CredentialChoice({ guide, kind, onKind, keepValues, secret }: Props): ReactNode {
  const { t } = useLanguage()
  const { vendor } = useSetup()
  const { saml, credentials } = useConnection()
  const [own] = guide.credentials
  if (saml !== null) {
    if (!own) return null
    return (
      <div className={classes.optional}>
        <Fold title={own.title} isOpen={credentials.length > 0}>
          <div className={classes.stack}>
            <p className="quiet">{own.text}</p>
            <Made credential={own} keepValues={keepValues} />
          </div>
        </Fold>
      </div>
    )
  }
  const chosen = guide.credentials.find(({ type }) => type === kind)
  const choices = guide.credentials.map(({ type, title, text, recommended }) => ({
    value: type,
    title,
    text,
    isRecommended: recommended,
  }))
  return (
    <Section title={t.values.proof(vendor.name, guide.short_name)} id="proof" lead={t.values.proofLead}>
      <ChoiceCards labelledBy="proof" value={kind} choices={choices} onChange={onKind} />
      {chosen && (
        <div className={classes.chosen}>
          {chosen.type === 'client_secret' ? (
            <WithDrawing credential={chosen}>{secret}</WithDrawing>
          ) : (
            <Made credential={chosen} keepValues={keepValues} />
          )}
        </div>
      )}
    </Section>
  )
}

function WithDrawing({ credential, children }: { credential: GuideCredential; children: ReactNode }): ReactNode {
  const [at, setAt] = useState<number | null>(null)
  const progress = useProgress()
  const { actions, drawing, type } = credential
  const id = (action: string): string => `${type}_${action}`
  const done = actions.flatMap((action, index) => (progress.isDone('values', id(action.id)) ? [index + 1] : []))
  const list = (
    <div className={classes.stack}>
      {actions.length > 0 && (
        <TickedActions
          actions={actions}
          isDone={(action) => progress.isDone('values', id(action))}
          onTick={(action, isDone) => progress.tick('values', id(action), isDone)}
          onAt={setAt}
        />
      )}
      {children}
    </div>
  )
  if (drawing === null) return list
  return (
    <Beside>
      {list}
      <Aside>
        <Drawing drawing={drawing} done={done} at={at} />
      </Aside>
    </Beside>
  )
}

/** A certificate or a federated credential: made here, then entered at the identity provider. */
function Made({ credential, keepValues }: { credential: GuideCredential } & Pick<Props, 'keepValues'>): ReactNode {
  const { t } = useLanguage()
  const connection = useConnection()
  const { type } = credential
  const made = connection.credentials.find((one) => one.type === type)
  const create = useChange(async () => {
    if (!(await keepValues())) return null
    return await api.credentials.create(connection.id, { type })
  })
  if (!made) {
    return (
      <>
        {create.error && <Problem error={create.error} />}
        <div>
          <Button isBusy={create.isPending} onClick={() => create.mutate(undefined)}>
            {type === 'certificate' ? t.values.makeCertificate : t.values.makeFederated}
          </Button>
        </div>
      </>
    )
  }
  return (
    <WithDrawing credential={credential}>
      {made.certificate && <Certificate certificate={made.certificate} name={connection.name} />}
      {made.federation && (
        <Fold title={t.values.command}>
          <CodeBox label={t.values.command} code={made.federation.command} note={made.federation.warning} />
        </Fold>
      )}
    </WithDrawing>
  )
}

interface CertificateProps {
  readonly certificate: NonNullable<Credential['certificate']>
  readonly name: string
}

function Certificate({ certificate, name }: CertificateProps): ReactNode {
  const { t } = useLanguage()
  const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || 'gatehouse'}.cer`
  return (
    <div>
      <Button onClick={() => saveFile(file, certificate.pem)}>{t.values.download}</Button>
      <p className={classes.thumbprint}>
        <code>{t.values.thumbprint(certificate.sha1_thumbprint)}</code>
      </p>
    </div>
  )
}
