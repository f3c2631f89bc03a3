/** Chooses the language of the console, in the menu of the account. */
import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { LanguageCode } from '../../language/formats.ts'
import { chosenLanguage, keepLanguage, keptLanguage, languageNames, languages } from '../data/chosen-language.ts'
import { language, shellTexts as t } from '../texts/texts.ts'

const choices: readonly (LanguageCode | null)[] = [null, ...languages]

export function LanguageChoice(): ReactNode {
  const [kept, setKept] = useState(keptLanguage)
  const choose = (code: LanguageCode | null): void => {
    keepLanguage(code)
    setKept(code)
    // The texts of a page are constants, so every page begins anew. A changed form asks first, as it always does.
    if (chosenLanguage() !== language) window.location.reload()
  }
  return choices.map((code) => {
    const name = code === null ? t.likeBrowser : languageNames[code]
    return (
      <Menu.Item
        key={name}
        lang={code ?? undefined}
        aria-label={`${t.language}: ${name}`}
        rightSection={code === kept ? <IconCheck className="icon" aria-hidden="true" /> : null}
        onClick={() => choose(code)}
      >
        {name}
      </Menu.Item>
    )
  })
}
