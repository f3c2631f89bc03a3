/** Warnings: an administrator must look at them, although people still sign in. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { Facts } from '../../../parts/facts.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { readAgain, samlWarningsOf } from '../../../parts/saml-warnings.ts'
import { Strip } from '../../../parts/strip.tsx'
import { useChange } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

const t = connectionTexts.warnings

export function Warnings({ connection }: { readonly connection: Connection }): ReactNode {
  const mayWrite = useMay('connections:write')
  const confirm = useChange((api) => api.connections.confirmEndpoints(connection.id))
  const { t: words } = useLanguage()
  const body = readAgain(connection)
  const read = useChange((api) => api.connections.update(connection.id, body ?? {}))
  const saml = samlWarningsOf(connection)
  const { endpoints, candidate } = connection
  const warnings = connection.warnings.filter(({ code }) => !saml.some((one) => one === code))
  const held = endpoints?.held ?? null
  if (connection.warnings.length === 0) return null
  return (
    <div className={classes.wait}>
      {warnings.map(({ code, title, remedy }) => (
        <Strip key={code} tone="warn" title={title}>
          <p>{remedy}</p>
        </Strip>
      ))}
      {saml.map((code) => (
        <Strip key={code} tone="warn" title={t.saml[code].title}>
          <p>{t.saml[code].text}</p>
        </Strip>
      ))}
      {saml.length > 0 && mayWrite && body !== null && candidate === null && (
        <p className={classes.again}>
          <Button isSmall isBusy={read.isPending} onClick={() => read.mutate()}>
            {words.saml.readAgain}
          </Button>
          <span className="quiet dense">{read.isSuccess ? words.saml.readNothing : words.saml.readAgainText}</span>
        </p>
      )}
      {read.error && <Failed error={read.error} />}
      {held && (
        <>
          <Facts
            facts={(['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'] as const).map(
              (name) => ({
                name,
                value: <code>{held[name] ?? '–'}</code>,
              }),
            )}
          />
          {mayWrite && (
            <Button isSmall isBusy={confirm.isPending} onClick={() => confirm.mutate()}>
              {t.confirm}
            </Button>
          )}
          {confirm.error && <Failed error={confirm.error} />}
        </>
      )}
    </div>
  )
}
