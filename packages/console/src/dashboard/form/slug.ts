/** @returns the slug that a name suggests: `Contoso Ltd` → `contoso-ltd` */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
