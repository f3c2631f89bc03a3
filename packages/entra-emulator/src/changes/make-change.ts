import { FixtureError } from '../directory/reader.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { Emulation } from '../emulation.ts'
import { didYouMean } from '../nearest.ts'
import { applicationChangeNamed, changeNames, personChangeNamed } from './change-list.ts'

/** Finds in every tenant; a name that two tenants have is found in the first one. */
function found<Item>(
  tenants: readonly Tenant[],
  find: (tenant: Tenant) => Item | undefined,
): { readonly tenant: Tenant; readonly item: Item } | undefined {
  for (const tenant of tenants) {
    const item = find(tenant)
    if (item) return { tenant, item }
  }
  return undefined
}

/**
 * Makes a change by its name.
 * @param of a person by user name or id, or an application by client id or name
 * @throws FixtureError `name` or `of` is not known
 */
export function makeChange({ clock, directory }: Emulation, name: string, of: string): void {
  const { tenants, index } = directory
  const ofPerson = personChangeNamed(name)
  const ofApplication = applicationChangeNamed(name)
  if (ofPerson) {
    const person = found(tenants(), (tenant) => index(tenant).user(of))
    if (!person) throw new FixtureError('of', `there is no user "${of}"`)
    directory.put(ofPerson.change(person.tenant, person.item, clock.now()))
    return
  }
  if (!ofApplication) {
    const near = didYouMean(name, changeNames)
    throw new FixtureError('name', `There is no change "${name}".${near} GET /_admin/changes lists all.`)
  }
  const application = found(tenants(), ({ applications }) =>
    applications.find(({ appId, displayName }) => [appId, displayName.toLowerCase()].includes(of.toLowerCase())),
  )
  if (!application) throw new FixtureError('of', `there is no application "${of}"`)
  directory.put(ofApplication.change(application.tenant, application.item, clock.now()))
}
