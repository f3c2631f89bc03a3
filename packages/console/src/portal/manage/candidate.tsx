/** Changed settings of a connection that is on: they wait for a test, and are put into force or dropped. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Strip } from '../../parts/strip.tsx'
import { api } from '../api.ts'
import { Problem } from '../problem.tsx'
import { useChange } from '../session.tsx'
import classes from './credentials.module.css'

export function Candidate({ connection }: { readonly connection: Connection }): ReactNode {
  const { t } = useLanguage()
  const { id, candidate } = connection
  const activate = useChange(() => api.connections.activateCandidate(id))
  const discard = useChange(() => api.connections.discardCandidate(id))
  const isTested = candidate?.test?.result === 'passed'
  return (
    <>
      <Strip tone="plain" title={t.manage.candidate}>
        <p>{t.manage.candidateText}</p>
        <div className={classes.buttons}>
          {isTested ? (
            <Button isBusy={activate.isPending} onClick={() => activate.mutate(undefined)}>
              {t.manage.activate}
            </Button>
          ) : (
            <ButtonLink to="/test">{t.manage.testThem}</ButtonLink>
          )}
          <Button kind="bare" isBusy={discard.isPending} onClick={() => discard.mutate(undefined)}>
            {t.manage.discard}
          </Button>
        </div>
      </Strip>
      {activate.error && <Problem error={activate.error} />}
      {discard.error && <Problem error={discard.error} />}
    </>
  )
}
