/** A failure in place: the event, the age of the data, a reference, and a way to try again. */
import { GatehouseError } from '@gatehouse-sso/sdk/browser'
import { IconAlertHexagon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Button } from './button.tsx'
import { CopyId } from './copy-id.tsx'
import classes from './failed.module.css'
import { withPairLabels } from './pair-words.ts'
import { asSentence, type Fault, faultsOf, fieldOf, messageWithoutFaults } from './pointers.ts'
import { Words } from './words.tsx'

interface Props {
  readonly error: Error | null
  /** `The organizations could not be loaded` */
  readonly title?: string
  /** `What you see is from 14:06.` */
  readonly age?: string | null
  readonly onRetry?: () => void
  /** Faults that are named at their fields already: JSON pointers. */
  readonly placed?: readonly string[]
  /** The labels of other fields, by JSON pointer. */
  readonly labels?: Readonly<Record<string, string>>
}

export function Failed({ error, title, age = null, onRetry, placed = [], labels = {} }: Props): ReactNode {
  const { t } = useLanguage()
  if (error === null) return null
  const known = error instanceof GatehouseError ? error : null
  const isSilent = known === null || known.code === 'no_answer'
  const named = faultsOf(error).filter(({ param }) => fieldOf(param, placed) === undefined)
  const sentenceOf = ({ param, message: fault }: Fault): string =>
    asSentence(fault, labels[fieldOf(param, Object.keys(labels)) ?? ''] ?? 'A value')
  const pair = { expected: t.test.configured, received: t.test.received }
  const message = isSilent ? t.states.problem : messageWithoutFaults(error)
  return (
    <div className={classes.failed} role="alert">
      <IconAlertHexagon className="icon" aria-hidden="true" />
      <div className={classes.text}>
        <b>{title ?? message}</b>
        <p>
          {title !== undefined && !isSilent && `${message} `}
          {isSilent ? t.states.noAnswer : <Words text={withPairLabels(known.hint ?? '', pair)} />}
          {age !== null && ` ${age}`}
        </p>
        {named.length > 0 && (
          <ul>
            {[...new Set(named.map(sentenceOf))].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {known?.request_id !== undefined && <CopyId value={known.request_id} label={t.parts.requestId} />}
      </div>
      {onRetry && (
        <Button isSmall onClick={onRetry}>
          {t.states.tryAgain}
        </Button>
      )}
    </div>
  )
}
