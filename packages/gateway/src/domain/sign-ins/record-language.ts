/** A trace in the language of its reader. It was kept in English. */
import { explainedIn } from '@gatehouse-sso/core/failure-text'
import type { Language } from '@gatehouse-sso/core/language'
import type { Decided, joinTraces } from '../events/trace.ts'
import { germanRecordText } from './record-texts.ts'

type Trace = ReturnType<typeof joinTraces>

export function traceIn(trace: Trace, language: Language): Trace {
  if (language === 'en') return trace
  return {
    ...trace,
    mapping: trace.mapping.map((each) => ({ ...each, note: each.note && germanRecordText(each.note) })),
    decision: trace.decision && decisionInGerman(trace.decision),
    error: trace.error && explainedIn(trace.error, language),
  }
}

/** A decision that refuses has the code of the failure, which stays as it is. */
function decisionInGerman(decision: Decided): Decided {
  const { because, email_trust, warnings } = decision
  return {
    ...decision,
    because: germanRecordText(because),
    ...(email_trust ? { email_trust: { ...email_trust, because: germanRecordText(email_trust.because) } } : {}),
    ...(warnings ? { warnings: warnings.map(germanRecordText) } : {}),
  }
}
