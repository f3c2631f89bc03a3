/** A field of screen 3 with its finding or its hint. */
import type { GuideField } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Area, CodeField } from '../parts/field.tsx'
import { Words } from '../parts/words.tsx'
import { DocumentField } from './document-field.tsx'
import { FindingNote } from './finding-note.tsx'

interface Props {
  readonly field: GuideField
  readonly value: string
  readonly isWrong: boolean
  readonly isChecking: boolean
  readonly isMissing: boolean
  /** A finding that is more than a receipt takes the place of the hint, so that a field has one note. */
  readonly isJudged: boolean
  readonly note: ReactNode
  readonly onChange: (text: string) => void
  /** Takes the text of chosen files. */
  readonly onFile: (text: string) => void
  readonly onEnter: () => void
  readonly onLeave: () => void
}

export function ValueField(props: Props): ReactNode {
  const { field, value, isWrong, isChecking, isMissing, isJudged, note, onChange, onFile, onEnter, onLeave } = props
  const hasHint = field.note !== null && !isJudged && !isMissing
  const shared = {
    label: field.label,
    value,
    isWrong,
    isChecking,
    finding: isMissing ? <Missing label={field.label} /> : note,
    hint: hasHint ? <Words text={field.note ?? ''} /> : undefined,
    'data-pointer': field.param,
    required: field.needed,
    placeholder: placeholders[field.kind],
    onFocus: onEnter,
    onBlur: onLeave,
  }
  if (field.kind === 'metadata' || field.kind === 'certificate') {
    return <DocumentField {...shared} kind={field.kind} onText={onChange} onFile={onFile} />
  }
  if (field.kind === 'list') {
    return <Area isCode {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  }
  // An ID is longer than a line of a phone, and every character counts.
  return <CodeField {...shared} onChange={(event) => onChange(oneLine(event.currentTarget.value))} />
}

const placeholders: Partial<Readonly<Record<GuideField['kind'], string>>> = {
  guid: '00000000-0000-0000-0000-000000000000',
  metadata: '<EntityDescriptor …>',
  certificate: '-----BEGIN CERTIFICATE-----',
}

/** A pasted value may bring the end of its line along. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, '')

function Missing({ label }: { readonly label: string }): ReactNode {
  const { t } = useLanguage()
  return (
    <FindingNote
      finding={{ ...noFinding, title: t.states.missing(label), text: t.values.missingWord }}
      asking={null}
      tookMs={0}
      onChoice={() => undefined}
    />
  )
}

const noFinding = {
  param: '',
  result: 'wrong',
  code: 'missing',
  facts: [],
  value: null,
  path: null,
  choices: [],
} satisfies Partial<Parameters<typeof FindingNote>[0]['finding']>
