/** The mail with the link of an invitation in English. de.ts has the same keys. */
export interface Names {
  readonly organization: string
  readonly application: string
  readonly email: string
  readonly date: string
}

export const en = {
  subject: ({ application }: Names) => `Your invitation to ${application}`,
  connect: ({ organization, application }: Names) =>
    `You are invited to connect ${organization} to ${application}, as its administrator.`,
  join: ({ organization, application }: Names) => `You are invited to ${application}, as a member of ${organization}.`,
  how: ({ organization, email }: Names) =>
    `Open the link and sign in with your account at ${organization}, ${email}. No new password is needed.`,
  end: ({ date }: Names) =>
    `The link works until ${date}. If you did not expect it, ignore this mail: it does nothing by itself.`,
  link: 'Accept the invitation',
}

export type InvitationMailTexts = typeof en
