import { genuineContents } from './genuine-contents.ts'
import { genuineForms } from './genuine-forms.ts'
import type { Genuine } from './genuine-response.ts'

/** The responses that must be accepted. */
export const genuine: readonly Genuine[] = [...genuineForms, ...genuineContents]
