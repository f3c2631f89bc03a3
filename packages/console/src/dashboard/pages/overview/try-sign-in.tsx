/** Tries a sign-in: a test through a connection, or a real one in an application. */
import type { Application } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button, ButtonOut } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { openTab } from '../../../parts/new-tab.ts'
import { Note } from '../../../parts/note.tsx'
import { Select } from '../../../parts/select.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { settingLabels } from '../../setting-labels.ts'
import { overviewTexts } from '../../texts/texts.ts'
import classes from './try-sign-in.module.css'

const t = overviewTexts.tryIt

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function TrySignIn({ isOpen, onClose }: Props): ReactNode {
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={onClose}>
      <Inside />
    </Dialog>
  )
}

/** Where a sign-in of an application begins: the address that it names, else the site of its redirect URI. */
function addressOf({ initiate_login_uri, redirect_uris }: Application): string | null {
  if (initiate_login_uri !== null) return initiate_login_uri
  const [first] = redirect_uris
  return first && URL.canParse(first) && /^https?:/.test(first) ? new URL(first).origin : null
}

function Inside(): ReactNode {
  const mayTest = useMay('connections:write')
  const { data, error, refetch } = useRead(['try'], async (api, options) => {
    const [connections, applications] = await Promise.all([
      api.connections.list({ limit: 50, expand: ['organization'] }, options),
      api.applications.list({ limit: 10 }, options),
    ])
    return {
      connections: connections.data.filter(({ missing_settings }) => missing_settings.length === 0),
      applications: applications.data.flatMap((application) => {
        const address = addressOf(application)
        return application.state === 'active' && address !== null ? [{ application, address }] : []
      }),
    }
  })
  const [chosen, setChosen] = useState('')
  const [isBlocked, setBlocked] = useState(false)
  const test = useChange((api, id: string) => api.connections.test(id))
  if (data === undefined) {
    return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={3} />
  }
  const { connections, applications } = data
  const id = chosen || connections[0]?.id
  const open = (): void => {
    if (id === undefined) return
    const tab = openTab()
    setBlocked(!tab.isOpen)
    if (tab.isOpen) test.mutate(id, { onSuccess: ({ url }) => tab.goTo(url), onError: () => tab.close() })
  }
  return (
    <>
      {mayTest && (
        <section className={classes.way} aria-label={t.test}>
          <h3>{t.test}</h3>
          <p className={dialog.lead}>{t.testText}</p>
          {connections.length === 0 ? (
            <p>{t.noConnections}</p>
          ) : (
            <div className={classes.line}>
              <Select
                label={t.connection}
                value={id}
                options={connections.map((one) => ({
                  value: one.id,
                  label: `${one.organization?.name ?? one.organization_id}: ${one.name}`,
                }))}
                onChange={(event) => setChosen(event.currentTarget.value)}
              />
              <Button kind="primary" isBusy={test.isPending} onClick={open}>
                {t.open}
              </Button>
            </div>
          )}
          {isBlocked && <Note tone="warn" title={t.blocked} />}
          {test.error && <Failed error={test.error} labels={settingLabels} />}
        </section>
      )}
      <section className={classes.way} aria-label={t.application}>
        <h3>{t.application}</h3>
        <p className={dialog.lead}>{applications.length === 0 ? t.noApplications : t.applicationText}</p>
        <div className={classes.links}>
          {applications.map(({ application, address }) => (
            <ButtonOut key={application.id} to={address}>
              {application.name}
            </ButtonOut>
          ))}
        </div>
      </section>
    </>
  )
}
