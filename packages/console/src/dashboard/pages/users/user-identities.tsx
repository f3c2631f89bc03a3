/** The identities of a user. One can be given to another user of the organization, or taken away. */
import type { Identity, User } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useNow } from '../../data/now.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { asId, type Choice, userFinder } from '../../filters/finders.ts'
import { PickField } from '../../filters/pick-field.tsx'
import { userTexts as t } from '../../texts/texts.ts'
import classes from './users.module.css'

interface Props {
  readonly user: User
  readonly mayWrite: boolean
}

type Asked = { readonly act: 'move' | 'unlink'; readonly identity: Identity } | null

export function UserIdentities({ user, mayWrite }: Props): ReactNode {
  const now = useNow()
  const [asked, setAsked] = useState<Asked>(null)
  const { data, error, refetch } = useRead(['identities', user.id], (api, options) =>
    api.users.identities(user.id, { limit: 100 }, options),
  )
  const unlink = useChange((api, id: string) => api.users.unlinkIdentity(user.id, id))
  const close = (): void => setAsked(null)
  return (
    <SettingsRow id="identities" title={t.identities} text={t.identitiesText}>
      {data?.data.length === 0 && <p className="quiet">{t.noIdentities}</p>}
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={2} />)}
      <ul className={classes.items}>
        {data?.data.map((identity) => {
          const name = identity.identifier ?? identity.subject
          return (
            <li key={identity.id}>
              <div>
                <p className={classes.name}>{name}</p>
                <p className={classes.more}>
                  <code>{identity.authority}</code>
                </p>
                <p className={classes.more}>
                  {t.identity.subject} <code>{identity.subject}</code>
                </p>
                <p className={classes.more}>
                  {t.identity.linked} <RelativeTime at={identity.created_at} now={now} />: {identity.linked_because}
                </p>
              </div>
              {mayWrite && (
                <span className={classes.acts}>
                  <Button
                    isSmall
                    aria-label={`${t.identity.move} ${t.identity.of(name)}`}
                    onClick={() => setAsked({ act: 'move', identity })}
                  >
                    {t.identity.move}
                  </Button>
                  <Button
                    isSmall
                    aria-label={`${t.identity.unlink} ${t.identity.of(name)}`}
                    onClick={() => setAsked({ act: 'unlink', identity })}
                  >
                    {t.identity.unlink}
                  </Button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <Dialog title={t.moving.title} isOpen={asked?.act === 'move'} onClose={close}>
        {asked && <MoveIdentity user={user} identity={asked.identity} onClose={close} />}
      </Dialog>
      <DangerDialog
        title={t.unlinking.title}
        text={t.unlinking.text}
        breaks={t.unlinking.breaks}
        name={null}
        act={t.unlinking.act}
        isOpen={asked?.act === 'unlink'}
        isBusy={unlink.isPending}
        error={unlink.error}
        onAct={() => asked && unlink.mutate(asked.identity.id, { onSuccess: close })}
        onClose={close}
      />
    </SettingsRow>
  )
}

interface MoveProps {
  readonly user: User
  readonly identity: Identity
  readonly onClose: () => void
}

function MoveIdentity({ user, identity, onClose }: MoveProps): ReactNode {
  const [chosen, setChosen] = useState<Choice | null>(null)
  const move = useChange((api, user_id: string) =>
    api.users.moveIdentity(user.id, identity.id, { user_id: asId(user_id) }),
  )
  const finder = userFinder(user.organization_id)
  return (
    <>
      <p className={dialog.lead}>{t.moving.text(identity.identifier ?? identity.subject)}</p>
      <PickField
        label={t.moving.user}
        placeholder={t.moving.choose}
        value={chosen}
        finder={{
          ...finder,
          find: async (...asked) => (await finder.find(...asked)).filter(({ id }) => id !== user.id),
        }}
        onChange={setChosen}
      />
      <Failed error={move.error} />
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.moving.cancel}</Button>
        <Button
          kind="danger"
          isBusy={move.isPending}
          whyNot={chosen === null ? t.moving.choose : null}
          onClick={() => chosen && move.mutate(chosen.id, { onSuccess: onClose })}
        >
          {t.moving.act}
        </Button>
      </div>
    </>
  )
}
