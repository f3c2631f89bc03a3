/** Warnings: an administrator must look at them, although people still sign in. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Strip } from '../../../parts/strip.tsx'
import classes from './connection.module.css'

export function Warnings({ connection }: { readonly connection: Connection }): ReactNode {
  if (connection.warnings.length === 0) return null
  return (
    <div className={classes.wait}>
      {connection.warnings.map(({ code, title, remedy }) => (
        <Strip key={code} tone="warn" title={title}>
          <p>{remedy}</p>
        </Strip>
      ))}
    </div>
  )
}
