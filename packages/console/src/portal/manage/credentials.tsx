/** The credential in use and the next one. */
import type { Connection, Credential } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { CredentialSlot, EmptySlot, Slots } from '../../parts/credential-slot.tsx'
import { api } from '../api.ts'
import { Problem } from '../problem.tsx'
import { useChange, useSetup } from '../session.tsx'
import { pathOf } from '../walk.ts'
import { Block } from './block.tsx'
import classes from './credentials.module.css'

interface Props {
  readonly connection: Connection
  readonly now: number
}

export function Credentials({ connection, now }: Props): ReactNode {
  const { t } = useLanguage()
  const session = useSetup()
  const { credentials, id, saml } = connection
  const used = credentials.find(({ active }) => active) ?? credentials[0]
  const next = credentials.find((one) => one !== used)
  const activate = useChange((credential: Credential) => api.credentials.activate(id, credential.id))
  const remove = useChange((credential: Credential) => api.credentials.delete(id, credential.id))
  return (
    <Block
      title={saml ? t.saml.ownCertificate : t.manage.credentials}
      id="credentials"
      end={saml ? t.saml.ownCertificateLead : t.manage.credentialsLead}
    >
      {activate.error && <Problem error={activate.error} />}
      {remove.error && <Problem error={remove.error} />}
      <Slots>
        {used && <CredentialSlot label={t.manage.inUse} credential={used} now={now} />}
        {next ? (
          <CredentialSlot label={t.manage.next} credential={next} now={now}>
            <div className={classes.buttons}>
              <Button kind="primary" isBusy={activate.isPending} onClick={() => activate.mutate(next)}>
                {t.manage.useNow}
              </Button>
              <Button kind="bare" isBusy={remove.isPending} onClick={() => remove.mutate(next)}>
                {t.manage.remove}
              </Button>
            </div>
          </CredentialSlot>
        ) : (
          <EmptySlot
            label={saml && !used ? t.manage.inUse : t.manage.next}
            title={saml && !used ? t.saml.noneNeeded : t.manage.empty}
            text={saml ? t.saml.noneNeededText : t.manage.emptyText}
          >
            <ButtonLink kind={saml ? 'plain' : 'primary'} to={pathOf(session, 'values')}>
              {saml ? t.saml.addOwn : t.manage.addButton}
            </ButtonLink>
          </EmptySlot>
        )}
      </Slots>
    </Block>
  )
}
