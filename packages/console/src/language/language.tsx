/** The language of the page: its texts and its formats. */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Catalogue, en } from './en.ts'
import { type Formats, formatsOf, type LanguageCode } from './formats.ts'

export interface Language extends Formats {
  readonly code: LanguageCode
  readonly t: Catalogue
}

const Current = createContext<Language>({ code: 'en', t: en, ...formatsOf('en') })

interface Props {
  readonly code: LanguageCode
  readonly catalogue: Catalogue
  readonly children: ReactNode
}

export function LanguageProvider({ code, catalogue, children }: Props): ReactNode {
  const language = useMemo(() => ({ code, t: catalogue, ...formatsOf(code) }), [code, catalogue])
  return <Current value={language}>{children}</Current>
}

export const useLanguage = (): Language => useContext(Current)
