/** The paths under which sign-ins may come back besides the usual one. */
import type { Environment } from '@gatehouse-sso/sdk/browser'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { IconButton } from '../../../parts/icon-button.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { sessionKey } from '../../data/session.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { SaveLine } from '../../form/save-line.tsx'
import { Tick } from '../../form/tick.tsx'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { settingsTexts, environmentTexts as t } from '../../texts/texts.ts'
import classes from './settings.module.css'

type Aliases = Environment['callback_aliases']

interface Props {
  readonly environment: Environment
  readonly mayWrite: boolean
}

export function CallbackAliases({ environment, mayWrite }: Props): ReactNode {
  const client = useQueryClient()
  const [changed, setChanged] = useState<Aliases | null>(null)
  const aliases = changed ?? environment.callback_aliases
  const isDirty = JSON.stringify(aliases) !== JSON.stringify(environment.callback_aliases)
  useUnsaved(isDirty)
  const save = useChange((api) =>
    api.environments.update(environment.id, {
      callback_aliases: aliases
        .filter(({ path }) => path.trim() !== '')
        .map((one) => ({ ...one, path: one.path.trim() })),
    }),
  )
  const put = (index: number, alias: Aliases[number]): void =>
    setChanged(aliases.map((one, at) => (at === index ? alias : one)))
  const onSave = (): void => {
    const onSuccess = async (): Promise<void> => {
      await client.invalidateQueries({ queryKey: sessionKey })
      setChanged(null)
    }
    save.mutate(undefined, { onSuccess, onError: focusFault })
  }
  return (
    <SettingsRow id="aliases" title={t.aliases} text={t.aliasesText}>
      {aliases.map((alias, index) => (
        <div key={index} className={classes.alias}>
          <FormField
            label={t.path}
            isLabelHidden
            kind="code"
            placeholder="/oauth/complete"
            pointer={`/callback_aliases/${index}`}
            value={alias.path}
            onChange={(path) => put(index, { ...alias, path })}
            error={save.error}
            isReadOnly={!mayWrite}
          />
          {mayWrite && (
            <IconButton
              label={t.removeAlias(alias.path)}
              icon={IconX}
              onClick={() => setChanged(aliases.filter((_, at) => at !== index))}
            />
          )}
          <Tick
            label={t.eitherSlash}
            isChecked={alias.either_slash}
            isDisabled={!mayWrite}
            onChange={(either_slash) => put(index, { ...alias, either_slash })}
          />
        </div>
      ))}
      {save.error && (
        <Failed error={save.error} placed={aliases.map((_, index) => `/callback_aliases/${index}/path`)} />
      )}
      {mayWrite && (
        <>
          <Button isSmall onClick={() => setChanged([...aliases, { path: '', either_slash: false }])}>
            <IconPlus className="icon" aria-hidden="true" />
            {t.addAlias}
          </Button>
          <SaveLine
            act={settingsTexts.save}
            isDirty={isDirty}
            isBusy={save.isPending}
            unchanged={settingsTexts.unchanged}
            onSave={onSave}
          />
        </>
      )}
    </SettingsRow>
  )
}
