/** One resource for programs, with the reader's own ids filled in: JSON, curl, CLI, SDK. */
import type { Snippet } from '../parts/code-view.tsx'

interface Asked {
  /** `/v1/users/user_01…` */
  readonly path: string
  readonly value: unknown
  /** The command without the program's name: `users get user_01…` */
  readonly cli: string
  /** The call: `users.get('user_01…')` */
  readonly sdk: string
}

export function resourceSnippets({ path, value, cli, sdk }: Asked): readonly Snippet[] {
  const { origin } = window.location
  return [
    { name: 'JSON', kind: 'json', code: JSON.stringify(value, null, 2) },
    {
      name: 'curl',
      kind: 'shell',
      code: `$ curl ${origin}${path} \\\n    -H "Authorization: Bearer $GATEHOUSE_API_KEY"`,
    },
    { name: 'CLI', kind: 'shell', code: `$ gatehouse ${cli}` },
    {
      name: 'SDK',
      kind: 'script',
      code: `import { Gatehouse } from '@gatehouse-sso/sdk'\n\nconst gatehouse = new Gatehouse()\nconst found = await gatehouse.${sdk}`,
    },
  ]
}
