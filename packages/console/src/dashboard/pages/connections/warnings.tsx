/** Warnings: an administrator must look at them, although people still sign in. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Button } from '../../../parts/button.tsx'
import { Facts } from '../../../parts/facts.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Strip } from '../../../parts/strip.tsx'
import { useChange } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

const t = connectionTexts.warnings

export function Warnings({ connection }: { readonly connection: Connection }): ReactNode {
  const mayWrite = useMay('connections:write')
  const confirm = useChange((api) => api.connections.confirmEndpoints(connection.id))
  const { warnings, endpoints } = connection
  const held = endpoints?.held ?? null
  if (warnings.length === 0) return null
  return (
    <div className={classes.wait}>
      {warnings.map(({ code, title, remedy }) => (
        <Strip key={code} tone="warn" title={title}>
          <p>{remedy}</p>
        </Strip>
      ))}
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
