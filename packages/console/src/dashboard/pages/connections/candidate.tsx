/** The candidate: the settings that wait, what they change, and the way to put them into force. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { IconFlask } from '@tabler/icons-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { ChangeTable } from '../../../parts/change-table.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Note } from '../../../parts/note.tsx'
import { ShownValue } from '../../../parts/shown-value.tsx'
import { useNow } from '../../data/now.ts'
import { useChange } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { settingLabels } from '../../setting-labels.ts'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './candidate.module.css'
import { candidateChanges } from './candidate-changes.ts'
import { ClaimList } from './claim-list.tsx'
import { useTestSignIn } from './test-sign-in.ts'

const t = connectionTexts.candidate

interface Props {
  readonly connection: Connection
  readonly candidate: NonNullable<Connection['candidate']>
}

export function Candidate({ connection, candidate }: Props): ReactNode {
  const { whenAt } = useLanguage()
  const now = useNow()
  const mayWrite = useMay('connections:write')
  const [isDiscarding, setDiscarding] = useState(false)
  const { id } = connection
  const certificates = connection.saml?.signing_certificates ?? []
  const test = useTestSignIn(connection, 'candidate')
  const activate = useChange((api) => api.connections.activateCandidate(id, {}))
  const discard = useChange((api) => api.connections.discardCandidate(id))
  const changes = candidateChanges(connection, candidate)
  const hasPassed = candidate.test?.result === 'passed'
  return (
    <section className={classes.candidate} aria-labelledby="candidate">
      <div className={classes.head}>
        <div>
          <h3 id="candidate">
            <IconFlask className="icon" aria-hidden="true" />
            {hasPassed ? t.passed(changes.length) : t.title(changes.length)}
          </h3>
          <p>
            {t.text} {t.since(whenAt(candidate.updated_at, now))}
          </p>
        </div>
        {mayWrite && (
          <div className={classes.actions}>
            <Button kind="bare" onClick={() => setDiscarding(true)}>
              {t.discard}
            </Button>
            <Button
              kind={hasPassed ? 'primary' : 'plain'}
              isBusy={activate.isPending}
              whyNot={hasPassed ? null : t.whyNot}
              onClick={() => activate.mutate()}
            >
              {t.activate}
            </Button>
            <Button kind={hasPassed ? 'plain' : 'primary'} isBusy={test.isPending} onClick={test.run}>
              {t.test}
            </Button>
          </div>
        )}
      </div>
      {candidate.test?.result === 'failed' && (
        <div className={classes.inside}>
          <Note tone="bad">
            <Link to={paths.signIn(candidate.test.sign_in_id)}>{t.failed}</Link>
          </Note>
        </div>
      )}
      {test.isBlocked && <Note tone="warn" title={connectionTexts.head.blocked} />}
      {(test.error ?? activate.error) && (
        <div className={classes.inside}>
          <Failed error={test.error ?? activate.error} labels={settingLabels} />
        </div>
      )}
      <ChangeTable
        caption={t.caption}
        heads={[t.setting, t.active, t.candidate]}
        changes={changes.map(({ id: key, name, isClaims, before, after }) => ({
          id: key,
          name: isClaims ? t.claims(name) : (connectionTexts.settings[name] ?? name),
          before: isClaims ? <ClaimList claims={before} /> : <Value value={before} certificates={certificates} />,
          after: isClaims ? <ClaimList claims={after} /> : <Value value={after} certificates={certificates} />,
        }))}
      />
      <DangerDialog
        title={t.discardTitle}
        text={t.discardText}
        breaks={[]}
        name={null}
        act={t.discard}
        isOpen={isDiscarding}
        isBusy={discard.isPending}
        error={discard.error}
        onAct={() => discard.mutate(undefined, { onSuccess: () => setDiscarding(false) })}
        onClose={() => setDiscarding(false)}
      />
    </section>
  )
}

interface ValueProps {
  readonly value: readonly string[]
  readonly certificates: ComponentProps<typeof ShownValue>['certificates']
}

const Value = ({ value, certificates = [] }: ValueProps): ReactNode =>
  value.length === 0 ? (
    <span className="quiet">{t.none}</span>
  ) : (
    <ShownValue value={value} certificates={certificates}>
      <code>{value.join(', ')}</code>
    </ShownValue>
  )
