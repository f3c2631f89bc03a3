/** The keys that sign tokens: the next, the current and the previous one. */
import type { SigningKey } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { CopyId } from '../../../parts/copy-id.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { Select } from '../../../parts/select.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { StateBadge, type StateShape, type StateTone } from '../../../parts/state-badge.tsx'
import { useNow } from '../../data/now.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { Stack } from '../../form/stack.tsx'
import { signingKeysTexts as t } from '../../texts/texts.ts'
import classes from './settings.module.css'

const looks: Readonly<Record<SigningKey['state'], { readonly shape: StateShape; readonly tone: StateTone }>> = {
  next: { shape: 'ring', tone: 'plain' },
  current: { shape: 'dot', tone: 'good' },
  previous: { shape: 'dash', tone: 'plain' },
}

type Way = keyof typeof t.ways

export function SigningKeys({ mayWrite }: { readonly mayWrite: boolean }): ReactNode {
  const now = useNow()
  const { data, error, refetch } = useRead(['signing_keys'], (api, options) => api.signingKeys.list(options))
  return (
    <div>
      <SettingsRow id="keys" title={t.title} text={t.text}>
        {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={9} />)}
        <ul className={classes.items}>
          {data?.data.map(({ id, state, alg, changed_at }) => (
            <li key={id}>
              <div>
                <p className={classes.keyHead}>
                  <StateBadge {...looks[state]}>{t.states[state][0]}</StateBadge>
                  <span className="faint dense">
                    {alg} · {t.since} <RelativeTime at={changed_at} now={now} />
                  </span>
                </p>
                <p className={classes.more}>{t.states[state][1]}</p>
                <CopyId value={id} label="kid" />
              </div>
            </li>
          ))}
        </ul>
      </SettingsRow>
      {mayWrite && <Rotate alg={data?.data.find(({ state }) => state === 'current')?.alg ?? 'RS256'} />}
    </div>
  )
}

function Rotate({ alg: current }: { readonly alg: SigningKey['alg'] }): ReactNode {
  const [chosen, setAlg] = useState<SigningKey['alg'] | null>(null)
  const [way, setWay] = useState<Way>('publish')
  const [isAsking, setAsking] = useState(false)
  const alg = chosen ?? current
  const rotate = useChange((api) =>
    api.signingKeys.rotate({ alg, immediately: way !== 'publish', forget_previous: way === 'leak' }),
  )
  return (
    <SettingsRow id="rotate" title={t.rotateTitle} text={t.rotateText}>
      <Stack>
        <Select
          label={t.algorithm}
          value={alg}
          options={(['RS256', 'ES256'] as const).map((value) => ({ value, label: value }))}
          onChange={(event) => setAlg(event.currentTarget.value === 'ES256' ? 'ES256' : 'RS256')}
        />
        <fieldset className={classes.ways}>
          <legend className="sr">{t.rotateTitle}</legend>
          {(Object.keys(t.ways) as Way[]).map((one) => (
            <label key={one}>
              <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
              <span>
                {t.ways[one][0]}
                <small>{t.ways[one][1]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <Failed error={way === 'leak' ? null : rotate.error} />
        <div>
          <Button
            kind={way === 'leak' ? 'danger' : 'plain'}
            isBusy={rotate.isPending && way !== 'leak'}
            onClick={() => (way === 'leak' ? setAsking(true) : rotate.mutate())}
          >
            {t.act}
          </Button>
        </div>
      </Stack>
      <DangerDialog
        title={t.leakTitle}
        text={t.leakLead}
        breaks={t.leakBreaks}
        name={t.confirm}
        act={t.leakAct}
        isOpen={isAsking}
        isBusy={rotate.isPending}
        error={rotate.error}
        onAct={() => rotate.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      />
    </SettingsRow>
  )
}
