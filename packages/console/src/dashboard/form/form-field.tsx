/** A field of a form whose fault the server names by a JSON pointer. */
import type { ComponentProps, ReactNode } from 'react'
import { Area, CodeField, Field } from '../../parts/field.tsx'
import { Note } from '../../parts/note.tsx'
import { asSentence, placeErrors } from '../../parts/pointers.ts'

type Shared = Pick<
  ComponentProps<typeof Field>,
  'label' | 'hint' | 'placeholder' | 'required' | 'isCode' | 'isLabelHidden'
>

interface Props extends Shared {
  readonly pointer: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Of the last request. */
  readonly error?: Error | null
  /** A fault that the form itself has found. */
  readonly fault?: string | null
  readonly finding?: ReactNode
  /** `code` goes on in a second line where the screen is narrow. */
  readonly kind?: 'text' | 'code' | 'area' | 'number' | 'email' | 'date'
  readonly onBlur?: () => void
  readonly isReadOnly?: boolean
  /** Whether the focus begins here when its dialog opens. */
  readonly isFirst?: boolean
}

export function FormField(props: Props): ReactNode {
  const {
    pointer,
    value,
    onChange,
    error = null,
    fault = null,
    finding,
    kind = 'text',
    isReadOnly,
    isFirst,
    ...rest
  } = props
  const refused = placeErrors(error, [pointer]).fields[pointer]
  const message = fault ? `${rest.label} ${fault}` : refused && asSentence(refused)
  const shared = {
    ...rest,
    value,
    readOnly: isReadOnly === true,
    'data-pointer': pointer,
    ...(isFirst ? { 'data-autofocus': '' } : {}),
    isWrong: Boolean(message),
    finding: message ? <Note tone="bad" title={message} /> : finding,
    ...(message ? { hint: undefined } : {}),
  }
  if (kind === 'code') {
    // A pasted value may bring the end of its line along.
    return (
      <CodeField
        isLong
        {...shared}
        onChange={(event) => onChange(event.currentTarget.value.replaceAll(/[\r\n]+/g, ''))}
      />
    )
  }
  if (kind === 'area') return <Area {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  return <Field type={kind} {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
}

/** Moves the focus to the first field with a fault, once the page shows it. */
export function focusFault(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-pointer][aria-invalid=true]')?.focus())
}
