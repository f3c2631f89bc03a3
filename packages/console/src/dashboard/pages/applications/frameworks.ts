/** All quick starts. */
import type { Framework } from './framework.ts'
import { javascriptFrameworks } from './frameworks-javascript.ts'
import { otherFrameworks } from './frameworks-other.ts'

export const frameworks: readonly Framework[] = [...javascriptFrameworks, ...otherFrameworks]
