/** A time as people say it. The exact one in UTC is in its title. */
import type { ReactNode } from 'react'
import { utcTime } from '../language/formats.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  readonly at: string
  readonly now: number
  /** `when`: 14:06. `since`: 4 min. `ago`: 4 minutes ago. `whenAt`: today at 14:06. `date`: 25 November 2026. */
  readonly form?: 'when' | 'since' | 'ago' | 'whenAt' | 'date'
}

export function RelativeTime({ at, now, form = 'when' }: Props): ReactNode {
  const language = useLanguage()
  return (
    <time dateTime={at} title={utcTime(at)} className="num">
      {form === 'date' ? language.date(at) : language[form](at, now)}
    </time>
  )
}
