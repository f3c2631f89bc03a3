/** The stages of a test as people read them, in the words of the connection's protocol. */
import type { SetupTest } from '@gatehouse-sso/sdk/browser'
import type { Catalogue } from '../../language/en.ts'

type StageId = SetupTest['stages'][number]['id']

interface StageText {
  readonly id: StageId
  readonly title: string
  readonly text: string
}

export function stageTexts(t: Catalogue, isSaml: boolean, company: string, vendor: string): readonly StageText[] {
  const ids = Object.keys(t.test.stages) as StageId[]
  const own = t.saml.stages as Partial<typeof t.test.stages>
  return (
    ids
      // With SAML no code is exchanged: the assertion comes through the browser.
      .filter((id) => !(isSaml && id === 'token'))
      .map((id) => ({ id, ...((isSaml && own[id]) || t.test.stages[id])(company, vendor) }))
  )
}
