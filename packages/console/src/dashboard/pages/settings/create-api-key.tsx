/** Creates an API key with the scopes that its program needs. It can have no more than its maker. */
import type { ApiKey } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Note } from '../../../parts/note.tsx'
import { Select } from '../../../parts/select.tsx'
import { useChange } from '../../data/reading.ts'
import { useSession } from '../../data/session.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { Stack } from '../../form/stack.tsx'
import { Tick } from '../../form/tick.tsx'
import { apiKeysTexts, codeInWords, settingsTexts } from '../../texts/texts.ts'
import classes from './settings.module.css'

const t = apiKeysTexts.creating
const dayMs = 86_400_000

type Scope = ApiKey['scopes'][number]

interface Props {
  readonly isOpen: boolean
  readonly onMade: (made: { readonly secret: string }) => void
  readonly onClose: () => void
}

export function CreateApiKey({ isOpen, ...rest }: Props): ReactNode {
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={rest.onClose}>
      <Form {...rest} />
    </Dialog>
  )
}

/** The scopes of the whole installation are not for keys. */
const isOfKeys = (scope: string): scope is Scope => !/^(?:environments|staff):/.test(scope)

function Form({ onMade, onClose }: Omit<Props, 'isOpen'>): ReactNode {
  const possible = useSession().scopes.filter(isOfKeys)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<Scope>>(new Set())
  const [days, setDays] = useState('')
  const [isChecked, setChecked] = useState(false)
  const create = useChange((api) =>
    api.apiKeys.create({
      name: name.trim(),
      scopes: possible.filter((scope) => chosen.has(scope)),
      ...(days === '' ? {} : { expires_at: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '' || chosen.size === 0) focusFault()
    else create.mutate(undefined, { onSuccess: onMade, onError: focusFault })
  }
  const toggle = (scope: Scope, isOn: boolean): void => {
    const next = new Set(chosen)
    if (isOn) next.add(scope)
    else next.delete(scope)
    setChosen(next)
  }
  const nouns = [...new Set(possible.map((scope) => scope.split(':')[0] ?? ''))]
  const isAll = chosen.size === possible.length
  return (
    <form noValidate onSubmit={submit}>
      <p className={dialog.lead}>{t.text}</p>
      <Stack>
        <FormField
          label={t.name}
          pointer="/name"
          isFirst
          value={name}
          onChange={setName}
          error={create.error}
          fault={isChecked && name.trim() === '' ? settingsTexts.needed : null}
          hint={t.nameHint}
        />
        <fieldset className={classes.scopes}>
          <legend>{t.scopes}</legend>
          <Button isSmall onClick={() => setChosen(new Set(isAll ? [] : possible))}>
            {isAll ? t.none : t.all}
          </Button>
          <div className={classes.scopeGrid}>
            {nouns.map((noun) => (
              // biome-ignore lint/a11y/useSemanticElements: the legend of a fieldset takes no part in a grid
              <div key={noun} className={classes.scope} role="group" aria-labelledby={`scope-${noun}`}>
                <span id={`scope-${noun}`}>{t.nouns[noun] ?? codeInWords(noun)}</span>
                {possible
                  .filter((scope) => scope.startsWith(`${noun}:`))
                  .map((scope) => (
                    <Tick
                      key={scope}
                      label={scopeName(scope)}
                      isChecked={chosen.has(scope)}
                      onChange={(isOn) => toggle(scope, isOn)}
                    />
                  ))}
              </div>
            ))}
          </div>
          {isChecked && chosen.size === 0 && <Note tone="bad" title={t.scopesNeeded} />}
        </fieldset>
        <Select
          label={t.ends}
          value={days}
          options={Object.entries(t.endChoices)
            .map(([value, label]) => ({ value, label }))
            .sort((a, b) => Number(a.value) - Number(b.value))}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
      </Stack>
      {create.error && <Failed error={create.error} placed={['/name']} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{settingsTexts.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={create.isPending}>
          {t.act}
        </Button>
      </div>
    </form>
  )
}

function scopeName(scope: Scope): string {
  const verb = scope.split(':')[1] ?? ''
  return verb === 'read' ? t.read : verb === 'write' ? t.write : verb
}
