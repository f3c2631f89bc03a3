/**
 * The titles of failures. A list of sign-ins has the codes only, and the gateway words a failure in the trace of a
 * sign-in, in the language of the page. One trace for each code is read, since a code has one title.
 */
import { codeInWords } from '../texts/texts.ts'
import { type FailedSignIn, oneForEachCode } from './failure-codes.ts'
import { useRead } from './reading.ts'

/** @returns the title of a code; an empty text while it is read, and the code in words where there is no title */
export function useFailureTitles(signIns: readonly FailedSignIn[]): (code: string) => string {
  const asked = oneForEachCode(signIns)
  const { data, isFetching } = useRead(
    ['failure_titles', asked.map(([code]) => code)],
    async (api, options) => {
      const titles = asked.map(async ([code, id]): Promise<readonly [string, string | null]> => {
        const trace = await api.signIns.get(id, {}, options).catch(() => null)
        return [code, trace?.error?.title.replace(/\.$/, '') ?? null]
      })
      return Object.fromEntries(await Promise.all(titles))
    },
    { isEnabled: asked.length > 0, keepsLast: true },
  )
  return (code) => data?.[code] ?? (isFetching && !(data && code in data) ? '' : codeInWords(code))
}
