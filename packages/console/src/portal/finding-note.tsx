/** The finding about a value, below its field. */
import type { ValueFinding } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { LinkButton } from '../parts/button.tsx'
import { Asking, Found, Note, NoteChoices } from '../parts/note.tsx'

export type FindingChoice = ValueFinding['choices'][number] | 'check_again'

interface Props {
  readonly finding: ValueFinding | undefined
  /** The sentence while the value is checked; `null` while it is not. */
  readonly asking: string | null
  readonly tookMs: number
  readonly onChoice: (choice: FindingChoice) => void
}

export function FindingNote({ finding, asking, tookMs, onChoice }: Props): ReactNode {
  const { t } = useLanguage()
  if (asking !== null) return <Asking text={asking} />
  if (!finding) return null
  const { result, code, title, text, facts, path, choices } = finding
  // Entity IDs and certificates are too long for one line.
  const isList = code.startsWith('metadata_') && facts.length > 1
  const names = {
    swap: t.values.swap,
    pin_tenant: t.values.pinTenant,
    list_tenants: t.values.listTenants,
    use_federated: t.values.useFederated,
  }
  const way = path === null ? null : { parts: path, old: null }
  const buttons = choices.length > 0 && (
    <NoteChoices>
      {choices.map((choice) => (
        <LinkButton key={choice} onClick={() => onChoice(choice)}>
          {names[choice]}
        </LinkButton>
      ))}
    </NoteChoices>
  )
  switch (result) {
    case 'found':
      return (
        <>
          <Found facts={facts.length > 0 ? facts : [title]} tookMs={tookMs} isList={isList} />
          {text !== null && <Note tone="plain" text={text} />}
        </>
      )
    case 'changed':
      return (
        <>
          {facts.length > 0 && <Found facts={facts} tookMs={tookMs} />}
          <Note tone="good" title={title} text={text} path={way} />
        </>
      )
    case 'looks_right':
      return <Note tone="plain" text={text === null ? title : `${title} ${text}`} path={way} />
    case 'warn':
      return (
        <>
          {facts.length > 0 && <Found facts={facts} tookMs={tookMs} isList={isList} isDoubtful />}
          <Note tone="warn" title={title} text={text} path={way}>
            {buttons}
          </Note>
        </>
      )
    case 'wrong':
      return (
        <Note tone="bad" title={title} text={text} path={way}>
          {buttons}
        </Note>
      )
    case 'no_answer':
      return (
        <Note tone="warn" title={title} text={text}>
          {' '}
          <LinkButton onClick={() => onChoice('check_again')}>{t.parts.checkNow}</LinkButton>
        </Note>
      )
  }
}
