/** A tick box with its sentence. */
import { type ReactNode, useId } from 'react'
import classes from './save-line.module.css'

interface Props {
  readonly label: string
  readonly text?: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly isDisabled?: boolean
}

export function Tick({ label, text, isChecked, onChange, isDisabled = false }: Props): ReactNode {
  const id = useId()
  return (
    <div className={classes.box}>
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        aria-describedby={text === undefined ? undefined : `${id}-text`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {text !== undefined && <small id={`${id}-text`}>{text}</small>}
      </div>
    </div>
  )
}

export const Ticks = ({ legend, children }: { readonly legend: string; readonly children: ReactNode }): ReactNode => (
  <fieldset className={classes.boxes}>
    <legend>{legend}</legend>
    {children}
  </fieldset>
)
