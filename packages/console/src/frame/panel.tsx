/** The panel of a step: its head, its sections, and the action bar that closes it. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Words } from '../parts/words.tsx'
import actions from './action-bar.module.css'
import classes from './frame.module.css'

export const Panel = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <main id="main" className={classes.panel}>
    {children}
  </main>
)

export const PanelBody = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className={classes.panelBody}>{children}</div>
)

interface HeadProps {
  readonly title: string
  readonly lead?: string | null
  /** The outcome, above the title of a page that reports. */
  readonly outcome?: ReactNode
  /** Beside the title. */
  readonly end?: ReactNode
  /** The name of the vendor, for the title of the tab. */
  readonly vendor: string
}

/** The title of the page. It takes the focus when the page opens, so that a screen reader begins there. */
export function Head({ title, lead = null, outcome, end, vendor }: HeadProps): ReactNode {
  const { t } = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = t.frame.pageTitle(title, vendor)
  }, [t, title, vendor])
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <div className={classes.head}>
      <div>
        {outcome !== undefined && <p className={classes.outcome}>{outcome}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== null && (
          <p className={classes.lead}>
            <Words text={lead} />
          </p>
        )}
      </div>
      {end}
    </div>
  )
}

/** Content with a drawing or a note at its side. */
export const Beside = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className={classes.beside}>{children}</div>
)

/** The side, which stays in sight while the list beside it scrolls. */
export const Aside = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className={classes.aside}>{children}</div>
)

interface SectionProps {
  readonly title?: string
  readonly id?: string
  readonly lead?: string | null
  readonly isTight?: boolean
  readonly children: ReactNode
}

export function Section({ title, id, lead = null, isTight = false, children }: SectionProps): ReactNode {
  return (
    <section className={isTight ? `${classes.section} ${classes.isTight}` : classes.section} aria-labelledby={id}>
      {title !== undefined && (
        <div className={classes.sectionHead}>
          <h2 id={id}>{title}</h2>
          {lead !== null && (
            <p>
              <Words text={lead} />
            </p>
          )}
        </div>
      )}
      {children}
    </section>
  )
}

interface ActionBarProps {
  readonly back?: ReactNode
  /** A fact beside the primary action. */
  readonly say?: ReactNode
  readonly children?: ReactNode
}

export function ActionBar({ back, say, children }: ActionBarProps): ReactNode {
  return (
    <div className={actions.actions}>
      {back !== undefined && <div className={actions.back}>{back}</div>}
      <div className={actions.end}>
        {say !== undefined && say !== null && (
          <span className={`num ${actions.say}`} aria-live="polite">
            {say}
          </span>
        )}
        {children}
      </div>
    </div>
  )
}
