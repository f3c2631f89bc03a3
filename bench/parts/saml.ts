/** SAML: one response, beside other libraries, and a whole sign-in, beside one by OpenID Connect. */
import type { Context } from '../machinery/context.ts'
import type { PartResult } from '../report/result.ts'
import { samlResponses } from './saml-responses.ts'
import { samlSignIns } from './saml-signin.ts'

export async function samlPart(context: Context): Promise<PartResult> {
  const responses = await samlResponses(context)
  const sign_ins = await samlSignIns(context)
  return {
    bars: [...responses.bars, ...sign_ins.bars],
    tables: [...responses.tables, sign_ins.table],
    chart: responses.chart,
  }
}
