/** The names of users: how they are put together, and the form in which they are looked up. */

/** The form in which names are found: lower case. `null` for a name that a user does not have. */
export function nameKey(name: string | null): string | null {
  return name?.toLowerCase() ?? null
}

interface NameParts {
  readonly name?: string | null | undefined
  readonly given_name?: string | null | undefined
  readonly family_name?: string | null | undefined
}

/** The whole name: as it was given, else its parts together. */
export function wholeName({ name, given_name, family_name }: NameParts): string | null {
  return name ?? ([given_name, family_name].filter((part) => part !== null && part !== undefined).join(' ') || null)
}
