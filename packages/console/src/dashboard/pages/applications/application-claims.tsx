/** The output claims of an application, and a preview of its tokens for a user. */

import { type Application, outputSources } from '@gatehouse-sso/sdk/browser'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { CodeView } from '../../../parts/code-view.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Field } from '../../../parts/field.tsx'
import { IconButton } from '../../../parts/icon-button.tsx'
import { Select } from '../../../parts/select.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { type Choice, userFinder } from '../../filters/finders.ts'
import { PickField } from '../../filters/pick-field.tsx'
import { SaveLine } from '../../form/save-line.tsx'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { applicationTexts } from '../../texts/texts.ts'
import classes from './applications.module.css'

const t = applicationTexts.claims
const custom = 'custom_attributes.'

interface Props {
  readonly application: Application
  readonly mayWrite: boolean
}

type Pair = readonly [claim: string, source: string]

export function ApplicationClaims({ application, mayWrite }: Props): ReactNode {
  const maySeeUsers = useMay('users:read')
  const kept: readonly Pair[] = Object.entries(application.output_claims)
  const [changed, setChanged] = useState<readonly Pair[] | null>(null)
  const pairs = changed ?? kept
  const isDirty = JSON.stringify(pairs) !== JSON.stringify(kept)
  useUnsaved(isDirty)
  const save = useChange((api) =>
    api.applications.update(application.id, {
      output_claims: Object.fromEntries(
        pairs.filter(([claim]) => claim.trim() !== '').map(([claim, source]) => [claim.trim(), source]),
      ),
    }),
  )
  const put = (index: number, pair: Pair): void => setChanged(pairs.map((one, at) => (at === index ? pair : one)))
  return (
    <SettingsRow id="claims" title={t.title} text={t.text}>
      <div className={classes.pairs}>
        {pairs.map(([claim, source], index) => (
          <div key={index} className={classes.pair}>
            <Field
              label={t.claim}
              isLabelHidden
              isCode
              placeholder={t.claim}
              readOnly={!mayWrite}
              value={claim}
              onChange={(event) => put(index, [event.currentTarget.value, source])}
            />
            <div className={classes.source}>
              <Select
                label={t.attribute}
                isLabelHidden
                disabled={!mayWrite}
                value={source.startsWith(custom) ? custom : source}
                options={[
                  ...outputSources.map((value) => ({ value, label: value })),
                  { value: custom, label: t.custom },
                ]}
                onChange={(event) => put(index, [claim, event.currentTarget.value])}
              />
              {source.startsWith(custom) && (
                <Field
                  label={t.customName}
                  isLabelHidden
                  isCode
                  placeholder={t.customName}
                  readOnly={!mayWrite}
                  value={source.slice(custom.length)}
                  onChange={(event) => put(index, [claim, `${custom}${event.currentTarget.value}`])}
                />
              )}
            </div>
            {mayWrite && (
              <IconButton
                label={t.remove(claim)}
                icon={IconX}
                onClick={() => setChanged(pairs.filter((_, at) => at !== index))}
              />
            )}
          </div>
        ))}
        {mayWrite && (
          <div>
            <Button isSmall onClick={() => setChanged([...pairs, ['', 'name']])}>
              <IconPlus className="icon" aria-hidden="true" />
              {t.add}
            </Button>
          </div>
        )}
      </div>
      <Failed error={save.error} />
      {mayWrite && (
        <SaveLine
          act={applicationTexts.save}
          isDirty={isDirty}
          isBusy={save.isPending}
          unchanged={applicationTexts.unchanged}
          onSave={() => save.mutate(undefined, { onSuccess: () => setChanged(null) })}
        />
      )}
      {maySeeUsers && <Preview application={application} />}
    </SettingsRow>
  )
}

function Preview({ application }: { readonly application: Application }): ReactNode {
  const [user, setUser] = useState<Choice | null>(null)
  const { data, error, refetch } = useRead(
    ['claims', application.id, user?.id],
    (api, options) => api.applications.previewClaims(application.id, user?.id ?? '', {}, options),
    { isEnabled: user !== null },
  )
  return (
    <div className={classes.preview}>
      <PickField label={t.preview} placeholder={t.choose} value={user} finder={userFinder(null)} onChange={setUser} />
      {user !== null && error && <Failed error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <CodeView
            label={t.preview}
            snippets={[
              { name: t.idToken, kind: 'json', code: JSON.stringify(data.id_token, null, 2) },
              { name: t.userinfo, kind: 'json', code: JSON.stringify(data.userinfo, null, 2) },
            ]}
          />
          <p className={classes.more}>{t.previewText}</p>
        </>
      )}
    </div>
  )
}
