/** The latest changes of a connection: who, what, when. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../../../language/language.tsx'
import { Was, WillBe } from '../../../parts/change-table.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { ShownValue } from '../../../parts/shown-value.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useNow } from '../../data/now.ts'
import { useRead } from '../../data/reading.ts'
import { useSession } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { connectionTexts, eventInWords, organizationTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

const t = connectionTexts.history
const mostChanges = 4

function shown(value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return t.nothing
  if (Array.isArray(value)) return value.map(shown).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function ConnectionHistory({ connection }: { readonly connection: Connection }): ReactNode {
  const { whenAt } = useLanguage()
  const now = useNow()
  const { staff } = useSession()
  const { id } = connection
  const certificates = connection.saml?.signing_certificates ?? []
  const { data, error, refetch } = useRead(['events', { object_id: id }], async (api, options) => {
    const list = await api.events.list({ object_id: id, limit: 4 }, options)
    return list.data
  })
  return (
    <SettingsRow
      id="history"
      title={t.title}
      text={t.text}
      aside={<Link to={paths.events({ object_id: id })}>{t.all}</Link>}
    >
      {data === undefined ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={3} />
        )
      ) : data.length === 0 ? (
        <p className={classes.note}>{t.none}</p>
      ) : (
        <ol className={classes.history}>
          {data.map(({ id: key, type, actor, changes, created_at }) => (
            <li key={key}>
              <b>{actor.id === staff.id && staff.name ? staff.name : organizationTexts.lists.actors[actor.type]}</b>{' '}
              {eventInWords(type)}
              {changes.length > 0 && (
                <dl className={classes.diff}>
                  {changes.slice(0, mostChanges).map(({ field, before, after }) => (
                    <div key={field} style={{ display: 'contents' }}>
                      <dt>
                        <code>{field.slice(1).replaceAll('/', '.')}</code>
                      </dt>
                      <dd>
                        <Was>
                          <ShownValue value={before} certificates={certificates}>
                            {shown(before)}
                          </ShownValue>
                        </Was>
                        <WillBe>
                          <ShownValue value={after} certificates={certificates}>
                            {shown(after)}
                          </ShownValue>
                        </WillBe>
                      </dd>
                    </div>
                  ))}
                </dl>
              )}
              <p className={classes.note}>{whenAt(created_at, now)}</p>
            </li>
          ))}
        </ol>
      )}
    </SettingsRow>
  )
}
