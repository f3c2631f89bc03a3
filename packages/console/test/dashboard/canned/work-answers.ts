/** The answers of the pages of every day and of the settings. */
import { apiResourceAnswers } from './api-resource-answers.ts'
import { applicationAnswers } from './application-answers.ts'
import { eventAnswers } from './event-answers.ts'
import { peopleAnswers } from './people-answers.ts'
import { settingsAnswers } from './settings-answers.ts'
import { signInAnswers } from './sign-in-answers.ts'
import type { Answer } from './world.ts'

export const workAnswers: Readonly<Record<string, Answer>> = {
  ...signInAnswers,
  ...peopleAnswers,
  ...applicationAnswers,
  ...settingsAnswers,
  ...apiResourceAnswers,
  ...eventAnswers,
}
