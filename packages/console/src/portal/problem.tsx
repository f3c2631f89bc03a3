/** A failure of ours or of the network: what happened, a way out, and a reference. */
import { ConflictError, GatehouseError, ValidationError } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Button } from '../parts/button.tsx'
import { withPairLabels } from '../parts/pair-words.ts'
import { Strip } from '../parts/strip.tsx'
import { Words } from '../parts/words.tsx'

interface Props {
  readonly error: Error | null
  readonly onRetry?: () => void
}

export function Problem({ error, onRetry }: Props): ReactNode {
  const { t } = useLanguage()
  if (error === null) return null
  const known = error instanceof GatehouseError ? error : null
  const isSilent = known === null || known.code === 'no_answer'
  const pair = { expected: t.test.configured, received: t.test.received }
  const named = error instanceof ConflictError || error instanceof ValidationError ? error.errors : []
  return (
    <Strip tone="bad" title={isSilent ? t.states.problem : error.message}>
      <p>{isSilent ? t.states.noAnswer : <Words text={withPairLabels(known.hint ?? '', pair)} />}</p>
      {named.length > 0 && (
        <ul>
          {named.map(({ param, message }) => (
            <li key={`${param} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {known?.request_id !== undefined && <p className="faint">{t.states.reference(known.request_id)}</p>}
      {onRetry && <Button onClick={onRetry}>{t.states.tryAgain}</Button>}
    </Strip>
  )
}
