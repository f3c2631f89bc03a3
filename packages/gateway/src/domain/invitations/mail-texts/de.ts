/** The mail with the link of an invitation in German; see en.ts. */
import type { InvitationMailTexts } from './en.ts'

export const de: InvitationMailTexts = {
  subject: ({ application }) => `Ihre Einladung zu ${application}`,
  connect: ({ organization, application }) =>
    `Sie sind für die Administration von ${organization} eingeladen, die Organisation mit ${application} zu verbinden.`,
  join: ({ organization, application }) => `Sie sind zu ${application} eingeladen, als Mitglied von ${organization}.`,
  how: ({ organization, email }) =>
    `Öffnen Sie den Link und melden Sie sich mit Ihrem Konto bei ${organization} an, ${email}. Ein neues Passwort ist nicht nötig.`,
  end: ({ date }) =>
    `Der Link gilt bis ${date}. Wenn Sie ihn nicht erwartet haben, beachten Sie diese E-Mail nicht: Von selbst bewirkt sie nichts.`,
  link: 'Einladung annehmen',
}
