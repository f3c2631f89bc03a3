/** The bounds of the lifetimes that an organization can set for the sessions of its people. */

/** Thirty days. The search for the sessions of a user goes back as far. */
export const longestSessionMinutes = 30 * 24 * 60

export const shortestSessionMinutes = 5
