/** The box for a code of the identity provider's page. Some failures stay on the identity provider's own page and never come back. */
import type { ConnectionExplanation, SetupGuide } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Button } from '../../parts/button.tsx'
import { Area } from '../../parts/field.tsx'
import { Note } from '../../parts/note.tsx'
import { api } from '../api.ts'
import { useChange, useConnection } from '../session.tsx'
import classes from './ask-page.module.css'

interface Props {
  readonly guide: SetupGuide
  readonly onExplained: (explained: ConnectionExplanation) => void
}

export function AskPage({ guide, onExplained }: Props): ReactNode {
  const { t } = useLanguage()
  const connection = useConnection()
  const [text, setText] = useState('')
  const explain = useChange((said: string) => api.connections.explain(connection.id, { text: said }))
  const ask = (said: string): void => {
    if (said.trim() === '') return
    explain.mutate(said.trim(), {
      onSuccess: (explained) => explained.hints.length > 0 && onExplained(explained),
    })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    ask(text)
  }
  const { company, usual_codes } = guide
  const isUnknown = explain.data !== undefined && explain.data.hints.length === 0
  return (
    <section className={classes.ask} aria-labelledby="ask">
      <form className={classes.in} onSubmit={submit}>
        <h2 id="ask">{t.test.ask(company)}</h2>
        <p>{t.test.askLead(company)}</p>
        <Area
          label={t.test.askLabel(company)}
          isLabelHidden
          rows={2}
          placeholder={usual_codes[0]?.code}
          value={text}
          isWrong={isUnknown}
          isChecking={explain.isPending}
          finding={
            isUnknown ? (
              <Note tone="bad" title={t.test.nothingKnown} />
            ) : (
              explain.error && <Note tone="warn" title={explain.error.message} />
            )
          }
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" kind="primary" isBusy={explain.isPending}>
          {t.test.explain}
        </Button>
      </form>
      {usual_codes.length > 0 && (
        <nav className={classes.common} aria-labelledby="common">
          <h3 id="common">{t.test.common}</h3>
          {usual_codes.map(({ code, title }) => (
            <button key={code} type="button" onClick={() => ask(code)}>
              {title}
              <code>{code.replace(/^[A-Z]+(?=\d)/, '')}</code>
            </button>
          ))}
        </nav>
      )}
    </section>
  )
}
