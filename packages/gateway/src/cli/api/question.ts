/** The question before a deletion. */
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'

/** `Delete a role; people lose it …` → `Delete role role_…? People lose it …` A condition of the API is left out. */
export function questionOf({ summary }: Pick<Operation, 'summary'>, id: string): string {
  const [act = '', consequence = ''] = summary.replace(/, but .*| that .*/, '').split('; ')
  const [, thing = act, scope = ''] = /^(.*?)((?: with| and| from) .*)?$/.exec(act) ?? []
  const asked = `${thing.replace(/ an? /, ' ')} ${id}${scope}?`
  return consequence === '' ? asked : `${asked} ${consequence.charAt(0).toUpperCase()}${consequence.slice(1)}.`
}
