/** A button, or a link that looks like one. A busy button keeps its word, and its spinner comes late. */
import type { ComponentProps, ReactNode } from 'react'
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
}

export function Button({ kind = 'plain', isBusy = false, children, onClick, ...rest }: ButtonProps): ReactNode {
  const isShown = useLate(isBusy)
  return (
    <button
      type="button"
      {...rest}
      className={looks[kind]}
      aria-busy={isBusy || undefined}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    >
      {isShown && <span className="spinner" aria-hidden="true" />}
      {children}
    </button>
  )
}

interface ButtonLinkProps {
  readonly to: string
  readonly kind?: ButtonKind
  readonly children: ReactNode
}

/** A link to another page of ours. */
export function ButtonLink({ to, kind = 'plain', children }: ButtonLinkProps): ReactNode {
  return (
    <Link to={to} className={looks[kind]}>
      {children}
    </Link>
  )
}

/** A link to a page of others, in a new tab. */
export function ButtonOut({ to, kind = 'plain', children }: ButtonLinkProps): ReactNode {
  return (
    <a href={webAddress(to)} target="_blank" rel="noreferrer" className={looks[kind]}>
      {children}
    </a>
  )
}

/** A button inside a sentence. */
export function LinkButton(props: ComponentProps<'button'>): ReactNode {
  return <button type="button" {...props} className={classes.link} />
}
