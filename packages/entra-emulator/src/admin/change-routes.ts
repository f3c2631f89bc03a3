import { applicationChanges } from '../changes/application-changes.ts'
import { makeChange } from '../changes/make-change.ts'
import { personChanges } from '../changes/person-changes.ts'
import { openReader } from '../directory/reader.ts'
import type { AdminCall, AdminRoute } from './admin-route.ts'

function change({ emulation, body }: AdminCall): undefined {
  const reader = openReader(body, '')
  const [name, of] = [reader.text('name'), reader.text('of')]
  reader.close()
  makeChange(emulation, name, of)
}

const listOf = (changes: Readonly<Record<string, { readonly says: string }>>, of: string) =>
  Object.entries(changes).map(([name, { says }]) => ({ name, of, says }))

export const changeRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: '/_admin/changes',
    says: 'the changes that break sign-ins in practice',
    act: () => ({ value: [...listOf(personChanges, 'person'), ...listOf(applicationChanges, 'application')] }),
  },
  {
    method: 'POST',
    path: '/_admin/changes',
    says: 'change one person or application: `{"name": "many-groups", "of": "ada@contoso.example"}`',
    act: change,
  },
]
