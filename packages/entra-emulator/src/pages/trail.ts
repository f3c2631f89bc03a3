import type { Trace } from '../http/trace.ts'
import { type Html, html } from './html.ts'

/** The details that a person should send to the administrator. */
export function trail(trace: Trace, message: string): Html {
  return html`<dl class="trail">
<dt>Request Id</dt><dd><code>${trace.trace_id}</code></dd>
<dt>Correlation Id</dt><dd><code>${trace.correlation_id}</code></dd>
<dt>Timestamp</dt><dd><code>${trace.timestamp}</code></dd>
<dt>Message</dt><dd><code>${message}</code></dd>
</dl>`
}
