/** Every part of the portal in each of its states, on one page. Only tests and screenshots build it. */
import { createRoot } from 'react-dom/client'
import '../../src/theme/fonts.css'
import '../../src/theme/tokens.css'
import '../../src/theme/ground.css'
import { loadCatalogue } from '../../src/language/catalogue.ts'
import { LanguageProvider } from '../../src/language/language.tsx'
import { AllParts } from './all-parts.tsx'

const root = document.getElementById('root')
const code = document.documentElement.lang === 'de' ? 'de' : 'en'
if (root) {
  createRoot(root).render(
    <LanguageProvider code={code} catalogue={await loadCatalogue(code)}>
      <AllParts />
    </LanguageProvider>,
  )
}
