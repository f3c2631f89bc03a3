/** The texts of a filter whose values are found by typing. */
export const pickTexts = {
  find: (label: string) => `Find: ${label.toLowerCase()}`,
  none: 'Nothing begins so.',
} as const
