/** The fields of an identity provider, in one of the ways in which they can be entered. */
import type { ReactNode } from 'react'
import { Segmented } from '../../parts/segmented.tsx'
import { Words } from '../../parts/words.tsx'
import type { IdentityProvider, ProviderField, ProviderWay } from '../data/identity-provider.ts'
import { FormField } from '../form/form-field.tsx'
import form from '../form/save-line.module.css'
import { providerFormTexts } from '../texts/texts.ts'
import { FieldFile, isDocument } from './field-file.tsx'
import { fieldsOf, type Texts } from './provider-values.ts'

interface Props {
  readonly provider: IdentityProvider
  readonly way: ProviderWay
  readonly texts: Texts
  /** The field without a needed value. */
  readonly missing: ProviderField | null
  readonly error: Error | null
  readonly isReadOnly?: boolean
  readonly onWay: (way: ProviderWay) => void
  readonly onText: (param: string, text: string) => void
}

const kinds = { text: 'text', code: 'code', list: 'text', xml: 'area', certificates: 'area' } as const

export function ProviderFields(props: Props): ReactNode {
  const { provider, way, texts, missing, error, isReadOnly = false, onWay, onText } = props
  const fieldOf = (field: ProviderField): ReactNode => (
    <div key={field.param}>
      {isDocument(field) && !isReadOnly && <FieldFile field={field} text={texts[field.param] ?? ''} onText={onText} />}
      <FormField
        label={field.label}
        pointer={field.param}
        kind={kinds[field.kind]}
        value={texts[field.param] ?? ''}
        placeholder={field.example}
        error={error}
        fault={missing === field ? providerFormTexts.needed : null}
        hint={field.hint === null ? undefined : <Words text={field.hint} />}
        isReadOnly={isReadOnly}
        onChange={(text) => onText(field.param, text)}
      />
    </div>
  )
  return (
    <div className={form.stack}>
      {provider.ways.length > 1 && !isReadOnly && (
        <Segmented
          label={providerFormTexts.way}
          value={way.id}
          options={provider.ways.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => {
            const next = provider.ways.find((one) => one.id === id)
            if (next) onWay(next)
          }}
        />
      )}
      {fieldsOf(provider, way).map(fieldOf)}
    </div>
  )
}
