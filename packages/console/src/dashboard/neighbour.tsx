/** A button of a drawer that goes to the next object of its list. */
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import icon from '../parts/icon-button.module.css'
import classes from './neighbour.module.css'

interface Props {
  readonly label: string
  /** `null` at the end of the list. */
  readonly to: string | null
  readonly icon: Icon
}

export function Neighbour({ label, to, icon: Shape }: Props): ReactNode {
  const [, navigate] = useLocation()
  return (
    <button
      type="button"
      className={to === null ? `${icon.button} ${classes.isOff}` : icon.button}
      aria-label={label}
      title={label}
      aria-disabled={to === null}
      onClick={() => to !== null && navigate(to, { replace: true })}
    >
      <Shape className="icon" aria-hidden="true" />
    </button>
  )
}
