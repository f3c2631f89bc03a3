/** A choice between a few words. The arrow keys move it, as in every group of radios. */
import { type ReactNode, useId } from 'react'
import classes from './segmented.module.css'

interface Props<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
}

export function Segmented<V extends string>({ label, value, options, onChange }: Props<V>): ReactNode {
  const name = useId()
  return (
    <div className={classes.segmented} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  )
}
