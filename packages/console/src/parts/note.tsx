/** A finding: one icon, one sentence that says it, then the reason and the way out. */
import { IconAlertCircle, IconAlertTriangle, IconCheck, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { useLate } from './late.ts'
import classes from './note.module.css'
import { type MenuPath, PathChip } from './path-chip.tsx'
import { Words } from './words.tsx'

/** `plain`: it looks right, and something later proves it. */
export type NoteTone = 'plain' | 'good' | 'warn' | 'bad'

interface Props {
  readonly tone: NoteTone
  readonly title?: string | null
  readonly text?: string | null
  readonly path?: MenuPath | null
  readonly children?: ReactNode
}

const icons = { plain: IconCircleDashed, good: IconCircleCheck, warn: IconAlertTriangle, bad: IconAlertCircle }
const looks = {
  plain: classes.note,
  good: `${classes.note} ${classes.isGood}`,
  warn: `${classes.note} ${classes.isWarn}`,
  bad: `${classes.note} ${classes.isBad}`,
}

export function Note({ tone, title = null, text = null, path = null, children }: Props): ReactNode {
  const Icon = icons[tone]
  return (
    <div className={looks[tone]}>
      <Icon className="icon" aria-hidden="true" />
      <span>
        {title !== null && (
          <b>
            <Words text={title} />
          </b>
        )}
        {title !== null && text !== null && ' '}
        {text !== null && <Words text={text} />}
        {path !== null && (
          <span className={classes.way}>
            <PathChip path={path} />
          </span>
        )}
        {children}
      </span>
    </div>
  )
}

/** The buttons of a note, one below the other, each large enough for a finger. */
export const NoteChoices = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className={classes.choices}>{children}</span>
)

interface FoundProps {
  readonly facts: readonly string[]
  readonly tookMs: number
  /** Each fact has a line of its own. */
  readonly isList?: boolean
  /** A warning about the value stands below. */
  readonly isDoubtful?: boolean
}

/** The receipt of a value that was found, with what it turned out to be. */
export function Found({ facts, tookMs, isList = false, isDoubtful = false }: FoundProps): ReactNode {
  const { t, seconds } = useLanguage()
  const [first, ...rest] = facts
  const Icon = isDoubtful ? IconAlertTriangle : IconCheck
  const look = [classes.found, isList && classes.isList, isDoubtful && classes.isDoubtful].filter(Boolean).join(' ')
  return (
    <div className={look}>
      <Icon className="icon" aria-hidden="true" />
      <span>
        <b>{first}</b>
        {rest.map((fact) => (isList ? <span key={fact}>{fact}</span> : ` · ${fact}`))}
      </span>
      <span className={`num ${classes.took}`}>
        {tookMs < 100 ? (
          t.parts.justNow
        ) : (
          <>
            <span className={classes.more}>{t.parts.checkedIn} </span>
            {seconds(tookMs)}
          </>
        )}
      </span>
    </div>
  )
}

/** Says what is asked, once the answer takes a moment. At once it would push away what a reader is about to click. */
export function Asking({ text }: { readonly text: string }): ReactNode {
  const isShown = useLate(true)
  if (!isShown) return null
  return (
    <div className={classes.note}>
      <span />
      <span>{text}</span>
    </div>
  )
}
