/** The SAML side of a connection that is on: warnings, the values to register, and the certificates of the other side. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Button } from '../../parts/button.tsx'
import { CopyBox } from '../../parts/copy-box.tsx'
import { samlValues } from '../../parts/saml-values.ts'
import { readAgain, samlWarningsOf } from '../../parts/saml-warnings.ts'
import { SigningCertificates } from '../../parts/signing-certificates.tsx'
import { Strip } from '../../parts/strip.tsx'
import { api } from '../api.ts'
import { Problem } from '../problem.tsx'
import { useChange } from '../session.tsx'
import { Block } from './block.tsx'
import classes from './saml.module.css'

interface Props {
  readonly connection: Connection
}

/** Changes at the identity provider, with the one button that takes it over as a candidate. */
export function SamlWarnings({ connection }: Props): ReactNode {
  const { t } = useLanguage()
  const body = readAgain(connection)
  const read = useChange(() => api.connections.update(connection.id, body ?? {}))
  const codes = connection.candidate === null ? samlWarningsOf(connection) : []
  if (codes.length === 0) return null
  return (
    <>
      {codes.map((code, index) => (
        <Strip key={code} tone="warn" title={t.saml.warnings[code].title}>
          <p>{t.saml.warnings[code].text}</p>
          {index === codes.length - 1 && body !== null && (
            <div className={classes.act}>
              <Button isBusy={read.isPending} onClick={() => read.mutate(undefined)}>
                {t.saml.readAgain}
              </Button>
              <span className="quiet dense">{t.saml.readAgainText}</span>
            </div>
          )}
        </Strip>
      ))}
      {read.isSuccess && <p role="status">{t.saml.readNothing}</p>}
      {read.error && <Problem error={read.error} />}
    </>
  )
}

export function SamlValues({ connection, now }: Props & { readonly now: number }): ReactNode {
  const { t } = useLanguage()
  const { saml } = connection
  if (saml === null) return null
  return (
    <>
      <Block title={t.saml.certificates} id="certificates" end={t.saml.certificatesLead}>
        <SigningCertificates certificates={saml.signing_certificates} now={now} />
      </Block>
      <Block title={t.saml.give} id="give" end={t.saml.giveLead}>
        <div className={classes.values}>
          {samlValues(saml, t).map(({ name, value }) => (
            <CopyBox key={name} label={name} value={value} kind="code" />
          ))}
        </div>
      </Block>
    </>
  )
}
