/** A button with an icon only. It always has a name. */
import type { Icon } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import classes from './icon-button.module.css'

interface Props extends Omit<ComponentProps<'button'>, 'aria-label'> {
  readonly label: string
  readonly icon: Icon
}

export function IconButton({ label, icon: Shape, ...rest }: Props): ReactNode {
  return (
    <button type="button" {...rest} className={classes.button} aria-label={label} title={label}>
      <Shape className="icon" aria-hidden="true" />
    </button>
  )
}
