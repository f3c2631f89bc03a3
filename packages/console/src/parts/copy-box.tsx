/**
 * A value to copy. An address shows the character that gets lost, its final slash, and a sentence says whether there is
 * one.
 */
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useLanguage } from '../language/language.tsx'
import { addressParts } from './address-parts.ts'
import classes from './copy-box.module.css'

interface Props {
  readonly value: string
  /** The name of the value, where no sentence above names it. */
  readonly label?: string | null
  /** The name for the button, where it stands beside the box. */
  readonly name?: string
  /** `address` marks the final slash. */
  readonly kind?: 'text' | 'code' | 'address'
  readonly note?: ReactNode
  readonly onCopied?: () => void
}

export function CopyBox({ value, label = null, name, kind = 'text', note = null, onCopied }: Props): ReactNode {
  const { t } = useLanguage()
  const clipboard = useClipboard({ timeout: 2000 })
  const id = useId()
  const copy = (): void => {
    clipboard.copy(value)
    onCopied?.()
  }
  return (
    <div>
      {label !== null && <span className={classes.copyLabel}>{label}</span>}
      <div className={classes.copy}>
        {kind === 'text' ? (
          <span className={classes.plain} id={id}>
            {value}
          </span>
        ) : (
          <code id={id}>{isAddress(value) ? <Address value={value} marksSlash={kind === 'address'} /> : value}</code>
        )}
        <button
          type="button"
          className={clipboard.copied ? classes.isCopied : undefined}
          aria-describedby={id}
          aria-label={(label ?? name) ? t.parts.copyThe(label ?? name ?? '') : undefined}
          onClick={copy}
        >
          {clipboard.copied ? <IconCheck className="icon" aria-hidden="true" /> : null}
          {clipboard.copied ? null : <IconCopy className="icon" aria-hidden="true" />}
          {clipboard.copied ? t.parts.copied : t.parts.copy}
        </button>
      </div>
      {kind === 'address' && (
        <p className={classes.under}>{value.endsWith('/') ? t.parts.endsWithSlash : t.parts.endsWithoutSlash}</p>
      )}
      {note !== null && <p className={classes.under}>{note}</p>}
      <span className="sr" aria-live="polite">
        {clipboard.copied ? t.parts.copied : ''}
      </span>
    </div>
  )
}

const isAddress = (value: string): boolean => /^https?:\/\//.test(value)

interface AddressProps {
  readonly value: string
  readonly marksSlash: boolean
}

/** An address that breaks before its path parts only. Its final slash can be a marked glyph. */
function Address({ value, marksSlash }: AddressProps): ReactNode {
  const { parts, slash } = addressParts(value)
  return (
    <>
      {parts.map((part, index) => (
        <span key={`${index}:${part}`}>
          {index > 0 && <wbr />}
          {part}
        </span>
      ))}
      {slash && (marksSlash ? <span className={classes.slash}>/</span> : '/')}
    </>
  )
}
