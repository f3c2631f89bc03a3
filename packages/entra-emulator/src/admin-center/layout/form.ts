import { type Html, html } from '../../pages/html.ts'
import type { BladeCall } from '../blade.ts'
import { mayDo, type Task } from '../role.ts'

export interface FormParts {
  /** The act of the blade. */
  readonly act: string
  readonly task: Task
  readonly body?: Html
  /** The label of the button. Without it the body has the buttons. */
  readonly submit?: string
  /** The address of "Cancel". */
  readonly cancel?: string
  /** Opens the answer in another window. */
  readonly new_window?: boolean
  readonly has_files?: boolean
  /** The query of the blade, so that a refused form is shown again. */
  readonly query?: string
}

/** A form of a blade. It is disabled for a person without a role for its task. */
export function form(call: BladeCall, parts: FormParts): Html {
  const { act, task, body, submit, cancel, query } = parts
  return html`<form method="post" action="${call.path}${query !== undefined && `?${query}`}"${
    parts.new_window && html` target="_blank"`
  }${parts.has_files && html` enctype="multipart/form-data"`}>
<fieldset${!mayDo(call.user, task) && html` disabled`}><input type="hidden" name="act" value="${act}">${body}
${
  submit !== undefined &&
  html`<div class="go"><button class="button" type="submit">${submit}</button>${
    cancel !== undefined && html`<a class="button second" href="${cancel}">Cancel</a>`
  }</div>`
}</fieldset></form>`
}

/** A form with one button and nothing to fill in. */
export function buttonForm(
  call: BladeCall,
  parts: Omit<FormParts, 'submit' | 'body'> & {
    readonly text: string
    /** The accessible name, which begins with the text. */
    readonly name?: string
    readonly fields?: Readonly<Record<string, string>>
    readonly style?: 'mini' | 'command' | 'button'
  },
): Html {
  const { text, name, fields = {}, style = 'mini' } = parts
  const hidden = Object.entries(fields).map(
    ([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`,
  )
  const body = html`${hidden}<button${style !== 'command' && html` class="${style}"`} type="submit"${
    name !== undefined && html` aria-label="${name}"`
  }>${text}</button>`
  return form(call, { ...parts, body })
}

interface Field {
  readonly name: string
  readonly label: string
  readonly hint?: string | Html
  readonly required?: boolean
}

function hintOf({ name, hint }: Field): Html | undefined {
  return hint === undefined ? undefined : html`<small id="${name}-hint">${hint}</small>`
}

const describedBy = ({ name, hint }: Field): Html | false =>
  hint !== undefined && html` aria-describedby="${name}-hint"`

/** The typed value after a refused form, else the stored one. */
function shownValue(call: BladeCall, name: string, stored: string | null | undefined): string {
  return call.form.has('act') ? (call.form.get(name) ?? '') : (stored ?? '')
}

export function textField(
  call: BladeCall,
  field: Field & { readonly value?: string | null; readonly type?: 'text' | 'date'; readonly placeholder?: string },
): Html {
  const { name, label, value, type = 'text', placeholder } = field
  return html`<div class="field"><label for="${name}">${label}</label>
<input type="${type}" id="${name}" name="${name}" value="${shownValue(call, name, value)}" autocomplete="off" spellcheck="false"${
    placeholder !== undefined && html` placeholder="${placeholder}"`
  }${field.required && html` required`}${describedBy(field)}>${hintOf(field)}</div>`
}

export function textArea(call: BladeCall, field: Field & { readonly value?: string; readonly code?: boolean }): Html {
  const { name, label, value, code } = field
  return html`<div class="field"><label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" spellcheck="false"${code && html` class="code"`}${field.required && html` required`}${describedBy(field)}>
${shownValue(call, name, value)}</textarea>${hintOf(field)}</div>`
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

export function selectField(
  call: BladeCall,
  field: Field & { readonly value?: string; readonly choices: readonly Choice[] },
): Html {
  const { name, label, value, choices } = field
  const chosen = shownValue(call, name, value)
  return html`<div class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}"${describedBy(field)}>${choices.map(
    (choice) =>
      html`<option value="${choice.value}"${choice.value === chosen && html` selected`}>${choice.label}</option>`,
  )}</select>${hintOf(field)}</div>`
}

function tickOf(type: 'radio' | 'checkbox', name: string, { value, label, hint }: Choice, isOn: boolean): Html {
  return html`<label class="tick"><input type="${type}" name="${name}" value="${value}"${isOn && html` checked`}><span>${label}${hint !== undefined && html` <small>${hint}</small>`}</span></label>`
}

export function radioField(
  call: BladeCall,
  field: Field & { readonly value?: string; readonly choices: readonly Choice[]; readonly in_row?: boolean },
): Html {
  const { name, label, value, choices, in_row } = field
  const chosen = shownValue(call, name, value)
  const all = choices.map((choice) => tickOf('radio', name, choice, choice.value === chosen))
  return html`<div class="field"><fieldset${describedBy(field)}><legend>${label}</legend>${
    in_row ? html`<div class="row">${all}</div>` : all
  }</fieldset>${hintOf(field)}</div>`
}

/** One box. It is ticked if the form had it, or if it is stored so. */
export function tick(call: BladeCall, box: Choice & { readonly name: string; readonly is_on?: boolean }): Html {
  const isOn = call.form.has('act') ? call.form.has(box.name) : (box.is_on ?? false)
  return tickOf('checkbox', box.name, box, isOn)
}

/** Fields that the next form carries on. */
export function carried({ form: fields }: BladeCall): Html {
  return html`${[...fields]
    .filter(([name]) => name !== 'act')
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

/** The page without what is open on it. */
export function question(title: string, body: Html): Html {
  return html`<dialog open aria-label="${title}"><h2>${title}</h2>${body}</dialog>`
}

export function panel(title: string, body: Html): Html {
  return html`<section class="panel" aria-label="${title}"><h2>${title}</h2>${body}</section>`
}
