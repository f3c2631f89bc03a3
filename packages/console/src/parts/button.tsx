/** A button, or a link that looks like one. A busy button keeps its word, and its spinner comes late. */
import { type ComponentProps, type ReactNode, useId } from 'react'
import { Link } from 'wouter'
import classes from './button.module.css'
import { useLate } from './late.ts'
import { webAddress } from './web-address.ts'

export type ButtonKind = 'plain' | 'primary' | 'bare' | 'danger'

const looks: Readonly<Record<ButtonKind, string>> = {
  plain: `${classes.btn}`,
  primary: `${classes.btn} ${classes.primary}`,
  bare: `${classes.btn} ${classes.bare}`,
  danger: `${classes.btn} ${classes.danger}`,
}

interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: ButtonKind
  readonly isBusy?: boolean
  readonly isSmall?: boolean
  /** Why it is not possible now. The button stays in reach, and says so. */
  readonly whyNot?: string | null
}

export function Button(props: ButtonProps): ReactNode {
  const { kind = 'plain', isBusy = false, isSmall = false, whyNot = null, children, onClick, ...rest } = props
  const reason = useId()
  const isShown = useLate(isBusy)
  return (
    <button
      type="button"
      {...rest}
      className={looksOf(kind, isSmall)}
      aria-busy={isBusy || undefined}
      {...(whyNot === null ? {} : { 'aria-disabled': true, 'aria-describedby': reason, title: whyNot })}
      onClick={(event) => (isBusy || whyNot !== null ? event.preventDefault() : onClick?.(event))}
    >
      {isShown && <span className="spinner" aria-hidden="true" />}
      {children}
      {whyNot !== null && (
        <span className="sr" id={reason}>
          {whyNot}
        </span>
      )}
    </button>
  )
}

const looksOf = (kind: ButtonKind, isSmall: boolean): string | undefined =>
  isSmall ? `${looks[kind]} ${classes.small}` : looks[kind]

interface ButtonLinkProps {
  readonly to: string
  readonly kind?: ButtonKind
  readonly isSmall?: boolean
  /** The key that presses it: see `shell/shortcuts.tsx` of the dashboard. */
  readonly shortcut?: string
  readonly children: ReactNode
}

/** A link to another page of ours. */
export function ButtonLink({ to, kind = 'plain', isSmall = false, shortcut, children }: ButtonLinkProps): ReactNode {
  return (
    <Link to={to} className={looksOf(kind, isSmall)} data-shortcut={shortcut}>
      {children}
    </Link>
  )
}

/** A link to a page of others, in a new tab. */
export function ButtonOut({ to, kind = 'plain', isSmall = false, children }: ButtonLinkProps): ReactNode {
  return (
    <a href={webAddress(to)} target="_blank" rel="noreferrer" className={looksOf(kind, isSmall)}>
      {children}
    </a>
  )
}

/** A button inside a sentence. */
export function LinkButton(props: ComponentProps<'button'>): ReactNode {
  return <button type="button" {...props} className={classes.link} />
}
