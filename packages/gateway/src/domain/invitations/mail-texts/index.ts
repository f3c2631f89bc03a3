/** The mail with the link of an invitation, in each language. */
import type { Language } from '@gatehouse-sso/core/language'
import { de } from './de.ts'
import { en, type InvitationMailTexts } from './en.ts'

export const invitationMailTexts: Readonly<Record<Language, InvitationMailTexts>> = { en, de }
