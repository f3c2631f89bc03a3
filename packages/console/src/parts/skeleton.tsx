/**
 * The shape of what comes. It appears late, so that a quick answer shows nothing in between. It takes its room from the
 * beginning, so that nothing below moves.
 */
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { useLate } from './late.ts'
import classes from './skeleton.module.css'

export function Skeleton({ lines = 4 }: { readonly lines?: number }): ReactNode {
  const { t } = useLanguage()
  const isShown = useLate(true)
  return (
    <div aria-busy="true" className={isShown ? undefined : classes.isEarly}>
      <span className="sr">{t.states.loading}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={`${classes.wait} ${classes[`w${index % 4}`]}`} aria-hidden="true" />
      ))}
    </div>
  )
}
