import type { Directory } from '../directory/directory.ts'
import { type AnyFaultName, faultList, faultPlaces } from '../faults/fault-list.ts'
import type { ActiveFault } from '../faults/faults.ts'
import { type ErrorPlace, errorPlaces, placesOf, provocableCodes, titleOf } from '../faults/provocable-errors.ts'
import { samlFaultList } from '../faults/saml-fault-list.ts'
import { type Html, html } from './html.ts'

/** How long a fault stays, and where: "on", "on, 2 more times, in Contoso only". */
export function stateOf({ times, tenant_id }: ActiveFault, directory: Directory): string {
  const left = times === null ? [] : [times === 1 ? 'once more' : `${times} more times`]
  const where = tenant_id === null ? [] : [`in ${directory.tenantNamed(tenant_id)?.displayName ?? tenant_id} only`]
  return ['on', ...left, ...where].join(', ')
}

/** The name, and of the fault `error` the number too: "error 50105". */
export function nameOf({ name, error }: ActiveFault): string {
  return error === undefined ? name : `${name} ${error.code}`
}

/** The button that switches a fault off. Its name begins with the words on it. */
export function offButton(fault: ActiveFault): Html {
  return html`<form method="post" action="/_home/faults/off"><input type="hidden" name="name" value="${fault.name}">
${fault.error && html`<input type="hidden" name="code" value="${fault.error.code}">`}
<button class="mini" type="submit" aria-label="Switch off ${nameOf(fault)}">Switch off</button></form>`
}

const isErrorPlace = (name: string): name is ErrorPlace => name in errorPlaces

/** Every error at every place where it can be provoked. */
const errorOptions = Object.keys(errorPlaces)
  .filter(isErrorPlace)
  .map((place) => {
    const codes = provocableCodes.filter((code) => placesOf(code).includes(place))
    return html`<optgroup label="${errorPlaces[place]}">${codes.map(
      (code) => html`<option value="${code} ${place}">${code} ${titleOf(code)}</option>`,
    )}</optgroup>`
  })

/** The fault `error`: one that acts for each number that is on, and a list of all numbers. */
function errorSwitch(active: readonly ActiveFault[], directory: Directory): Html {
  const own = active.flatMap((fault) => (fault.error ? [{ fault, ...fault.error }] : []))
  return html`<li><div><code>error</code><p>${faultList.error.replace(' (`code`)', '').replace(' (`at`)', '')}
There are ${provocableCodes.length}.</p></div>
<form class="row pick" method="post" action="/_home/faults/on"><input type="hidden" name="name" value="error">
<select name="error" aria-label="Error">${errorOptions}</select>
<button class="mini" type="submit" name="times" value="1" aria-label="Once: error">Once</button>
<button class="mini" type="submit" aria-label="Switch on error">Switch on</button></form></li>
${own.map(
  ({ fault, code, at }) => html`<li><div><code>${code}</code><span class="on">${stateOf(fault, directory)}</span>
<p>${titleOf(code)}, ${errorPlaces[at]}.</p></div>${offButton(fault)}</li>`,
)}`
}

const sentences = { ...faultList, ...samlFaultList }

function switchOf(name: AnyFaultName, active: readonly ActiveFault[], directory: Directory): Html {
  if (name === 'error') return errorSwitch(active, directory)
  const own = active.filter((fault) => fault.name === name)
  const [first] = own
  return html`<li><div><code>${name}</code>${own.map((fault) => html`<span class="on">${stateOf(fault, directory)}</span>`)}
<p>${sentences[name].replace('(`seconds`, default 5)', '(5 here)')}</p></div>
${
  first
    ? offButton(first)
    : html`<form class="row" method="post" action="/_home/faults/on"><input type="hidden" name="name" value="${name}">
<button class="mini" type="submit" name="times" value="1" aria-label="Once: ${name}">Once</button>
<button class="mini" type="submit" aria-label="Switch on ${name}">Switch on</button></form>`
}</li>`
}

/** Every fault with its switch, by place. A place with an active fault is open. */
export function faultsSection(active: readonly ActiveFault[], directory: Directory): Html {
  return html`<section aria-labelledby="faults"><h2 id="faults">Faults</h2>
<p class="small">A fault makes one thing wrong, to see what your application does. “Once” acts at the next chance and
ends by itself.</p>
<div class="places">${faultPlaces.map(
    ({ place, names }) => html`
<details${active.some(({ name }) => names.includes(name)) && html` open`}>
<summary><b>${place}</b> <span>${names.length > 1 ? names.join(', ') : 'an AADSTS number of your choice'}</span></summary>
<ul class="faults">${names.map((name) => switchOf(name, active, directory))}</ul></details>`,
  )}</div></section>`
}
