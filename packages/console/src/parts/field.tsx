/** A label, an input and what is said about it. The note is tied to the input and announced politely. */
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId } from 'react'
import classes from './field.module.css'
import { useLate } from './late.ts'

interface Common {
  readonly label: string
  /** The finding of the check. */
  readonly finding?: ReactNode
  readonly hint?: ReactNode
  readonly isWrong?: boolean
  readonly isChecking?: boolean
  readonly isCode?: boolean
  readonly isLabelHidden?: boolean
  /** Stands at the end of the label's line. */
  readonly beside?: ReactNode
}

type FieldProps = Common & Omit<ComponentProps<'input'>, 'id'>
type AreaProps = Common & Omit<ComponentProps<'textarea'>, 'id'>

interface CodeFieldProps extends AreaProps {
  /** Goes on in a second line on a wide screen, too. */
  readonly isLong?: boolean
}

interface Wired {
  readonly id: string
  readonly className: string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-describedby': string
  readonly spellCheck: false
  readonly autoComplete: 'off'
}

export function Field(props: FieldProps): ReactNode {
  const { common, rest } = split(props)
  return <Around {...common} render={(wired) => <input {...wired} {...rest} />} />
}

/**
 * A field of one line for a value in which each character counts. On a narrow screen the value goes on in a second line, so
 * that all of it can be read.
 */
export function CodeField({ isLong = false, ...props }: CodeFieldProps): ReactNode {
  const { common, rest } = split(props)
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }
  return (
    <Around
      {...common}
      isCode
      render={(wired) => (
        <textarea
          rows={1}
          {...wired}
          {...rest}
          className={`${wired.className} ${classes.line} ${isLong ? classes.long : ''}`}
          onKeyDown={onKeyDown}
        />
      )}
    />
  )
}

export function Area(props: AreaProps): ReactNode {
  const { common, rest } = split(props)
  return <Around {...common} render={(wired) => <textarea rows={4} {...wired} {...rest} />} />
}

function split<P extends Common>(props: P): { common: Common; rest: Omit<P, keyof Common> } {
  const { label, finding, hint, isWrong, isChecking, isCode, isLabelHidden, beside, ...rest } = props
  const common: Common = {
    label,
    finding,
    hint,
    isWrong: isWrong === true,
    isChecking: isChecking === true,
    isCode: isCode === true,
    isLabelHidden: isLabelHidden === true,
    beside,
  }
  return { common, rest }
}

function Around(props: Common & { readonly render: (wired: Wired) => ReactNode }): ReactNode {
  const { label, finding, hint, isWrong, isChecking = false, isCode, isLabelHidden, beside, render } = props
  const id = useId()
  const isSpinning = useLate(isChecking)
  const note = `${id}-note`
  const title = (
    <label htmlFor={id} className={isLabelHidden ? 'sr' : undefined}>
      {label}
    </label>
  )
  return (
    <div className={classes.field}>
      {beside === undefined ? (
        title
      ) : (
        <div className={classes.head}>
          {title}
          {beside}
        </div>
      )}
      <span className={isWrong ? `${classes.input} ${classes.isBad}` : classes.input}>
        {render({
          id,
          className: isCode ? classes.mono : undefined,
          'aria-invalid': isWrong ? true : undefined,
          'aria-describedby': note,
          spellCheck: false,
          autoComplete: 'off',
        })}
        {isSpinning && <span className="spinner" aria-hidden="true" />}
      </span>
      <div id={note} aria-live="polite">
        {finding}
        {hint !== undefined && hint !== null && <p className={classes.under}>{hint}</p>}
      </div>
    </div>
  )
}
