/** The languages of everything that people read: pages, failures, hints, guides and the setup portal. */
export const languages = ['en', 'de'] as const

export type Language = (typeof languages)[number]
