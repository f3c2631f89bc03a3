/** A choice from a list, as the browser makes it. */
import { IconChevronDown } from '@tabler/icons-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import classes from './select.module.css'

interface Props extends Omit<ComponentProps<'select'>, 'id' | 'children'> {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly isSmall?: boolean
  readonly hint?: ReactNode
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export function Select({ label, isLabelHidden = false, isSmall = false, hint, options, ...rest }: Props): ReactNode {
  const id = useId()
  return (
    <div className={isSmall ? `${classes.field} ${classes.isSmall}` : classes.field}>
      <label htmlFor={id} className={isLabelHidden ? 'sr' : undefined}>
        {label}
      </label>
      <span className={classes.select}>
        <select id={id} aria-describedby={hint === undefined ? undefined : `${id}-hint`} {...rest}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <IconChevronDown className="icon" aria-hidden="true" />
      </span>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
