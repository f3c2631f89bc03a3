/** The answers of the pages of every day and of the settings. */
import { peopleAnswers } from './people-answers.ts'
import { signInAnswers } from './sign-in-answers.ts'
import type { Answer } from './world.ts'

export const workAnswers: Readonly<Record<string, Answer>> = { ...signInAnswers, ...peopleAnswers }
