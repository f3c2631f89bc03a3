/** Screen 1: the choice of the identity provider, with a look-up for people who do not know it. */
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { ActionBar, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Button } from '../../parts/button.tsx'
import { ChoiceCards } from '../../parts/choice-card.tsx'
import { Field } from '../../parts/field.tsx'
import { Note } from '../../parts/note.tsx'
import { api } from '../api.ts'
import { StepPage } from '../page.tsx'
import { Problem } from '../problem.tsx'
import { useChange, useProgress, useSetup } from '../session.tsx'
import { nextPath } from '../walk.ts'
import classes from './provider.module.css'

type Type = Parameters<typeof api.setup.choose>[0]['type']

export function ProviderScreen(): ReactNode {
  const session = useSetup()
  const { t } = useLanguage()
  const { providers, connection, organization, vendor } = session
  const [chosen, setChosen] = useState<Type | null>(connection?.type ?? null)
  const [isMissing, setMissing] = useState(false)
  const [isGoing, setGoing] = useState(false)
  const [, navigate] = useLocation()
  const progress = useProgress()
  const choose = useChange((type: Type) => api.setup.choose({ type }))
  const goOn = async (): Promise<void> => {
    if (chosen === null) {
      setMissing(true)
      document.querySelector<HTMLElement>('input[type=radio]')?.focus()
      return
    }
    if (chosen !== connection?.type) await choose.mutateAsync(chosen)
    progress.finish('provider', 'register')
    setGoing(true)
  }
  // The next page needs the connection, so it opens once the session has one.
  const next = isGoing && connection?.type === chosen ? nextPath(session, 'provider') : null
  useEffect(() => {
    if (next !== null) navigate(next)
  }, [next, navigate])
  const kept = connection && chosen !== null && chosen !== connection.type && hasValues(connection.settings)
  const choices = providers.map(({ type, name, summary }) => ({ value: type, title: name, text: summary }))
  return (
    <StepPage step="provider">
      <Panel>
        <PanelBody>
          <Head title={t.provider.title(organization.name)} lead={t.provider.lead} vendor={vendor.name} />
          <h2 className="sr" id="provider">
            {t.provider.question}
          </h2>
          <ChoiceCards labelledBy="provider" columns={2} value={chosen} choices={choices} onChange={setChosen} />
          <div aria-live="polite">
            {isMissing && chosen === null && <Note tone="bad" title={t.provider.choose} />}
            {kept && <Note tone="warn" text={t.provider.replaces(nameOf(providers, connection.type))} />}
            {choose.error && <Problem error={choose.error} />}
          </div>
          <Guess onGuess={setChosen} />
        </PanelBody>
        <ActionBar>
          <Button kind="primary" isBusy={choose.isPending} onClick={() => void goOn().catch(() => undefined)}>
            {t.provider.next}
          </Button>
        </ActionBar>
      </Panel>
    </StepPage>
  )
}

const nameOf = (providers: readonly { type: string; name: string }[], type: string): string =>
  providers.find((one) => one.type === type)?.name ?? type

const hasValues = (settings: Readonly<Record<string, unknown>>): boolean =>
  Object.values(settings).some((value) => value !== null && value !== '')

function Guess({ onGuess }: { readonly onGuess: (type: Type) => void }): ReactNode {
  const { t } = useLanguage()
  const [domain, setDomain] = useState('')
  const guess = useChange((asked: string) => api.setup.guess({ domain: asked }))
  const lookUp = (event: FormEvent): void => {
    event.preventDefault()
    if (domain.trim() === '') return
    guess.mutate(domain.trim(), { onSuccess: ({ type }) => type !== null && onGuess(type) })
  }
  return (
    <Section title={t.provider.unsure} id="unsure" lead={t.provider.unsureLead}>
      <form className={classes.lookUp} onSubmit={lookUp}>
        <Field
          label={t.provider.domain}
          isLabelHidden
          type="text"
          inputMode="email"
          placeholder="ada@contoso.example"
          value={domain}
          isChecking={guess.isPending}
          onChange={(event) => setDomain(event.currentTarget.value)}
          finding={
            guess.data ? (
              <Note tone={guess.data.type === null ? 'plain' : 'good'} text={guess.data.because} />
            ) : (
              guess.error && <Note tone="warn" text={guess.error.message} />
            )
          }
        />
        <Button type="submit">{t.provider.lookUp}</Button>
      </form>
    </Section>
  )
}
