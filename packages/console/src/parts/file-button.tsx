/** A button that lets one choose files. */
import type { ReactNode } from 'react'
import classes from './file-button.module.css'

interface Props {
  readonly label: string
  /** The name of the field that the files are for. */
  readonly about: string
  readonly accept: string
  readonly isSeveral?: boolean
  readonly onFiles: (files: readonly File[]) => void
}

export function FileButton({ label, about, accept, isSeveral = false, onFiles }: Props): ReactNode {
  return (
    <label className={classes.file}>
      <input
        type="file"
        accept={accept}
        multiple={isSeveral}
        aria-label={`${label}: ${about}`}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // The same file can be chosen again after it changed.
          currentTarget.value = ''
          onFiles(files)
        }}
      />
      {label}
    </label>
  )
}
