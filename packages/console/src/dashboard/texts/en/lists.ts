/** The texts of all lists. */
export const listTexts = {
  age: (time: string) => `The rows below are from ${time}.`,
} as const
