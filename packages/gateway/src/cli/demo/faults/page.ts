/** The page of faults: what is on, with what people see of it, and every fault with its button. */
import type { Demo } from '../state.ts'
import { administratorCard, personCard } from './cards.ts'
import { html, type Markup } from './markup.ts'
import type { Provoked } from './provoke.ts'
import { groups, type Scenario } from './scenarios.ts'

const icon = (path: string): Markup =>
  html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
const bolt = icon('M13 3 5 13.5h6L10 21l8-10.5h-6z')

function document(demo: Demo, title: string, body: Markup): string {
  const { markup } = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/faults.css"></head>
<body><header><span class="logo">${bolt}</span><b>A bad day at Entra</b><span class="sample">Demo</span>
<nav aria-label="Main"><a href="${demo.app_url}">Planner</a><a href="${demo.emulator.url}">Emulator</a></nav></header>
<main>${body}</main></body></html>`
  return markup
}

function row({ name, title, says }: Scenario, on: string | undefined): Markup {
  return html`<li><button class="fault" type="submit" name="name" value="${name}">${title}</button>
<span class="shows">${says}</span>${name === on && html`<span class="on">On</span>`}</li>`
}

function list(on: string | undefined): Markup {
  return html`<form method="post" action="/provoke"><div class="groups">${groups.map(
    ({ title, scenarios }) => html`<section><h2>${title}</h2>
<ul>${scenarios.map((scenario) => row(scenario, on))}</ul></section>`,
  )}</div></form>`
}

function result(demo: Demo, gatehouse: string, provoked: Provoked): Markup {
  const { title, says } = provoked.scenario
  return html`<div class="head"><div><h1>${title}</h1><p>${says}</p></div>
<form method="post" action="/normal"><button class="button" type="submit">Back to normal</button></form></div>
<div class="cards">${personCard(demo, provoked)}${administratorCard(demo, gatehouse, provoked)}</div>
<h2 class="more">Other faults</h2>`
}

const introduction = html`<h1>What goes wrong today?</h1>
<p>One click makes Entra fail and signs a person in. You see what they see, and what their administrator sees.</p>`

/** @param gatehouse the command of this clone */
export function faultsPage(demo: Demo, gatehouse: string, provoked: Provoked | undefined): string {
  const on = provoked?.scenario.name
  const title = provoked ? `${provoked.scenario.title} – a bad day at Entra` : 'A bad day at Entra'
  return document(
    demo,
    title,
    html`${provoked ? result(demo, gatehouse, provoked) : introduction}${list(on)}
<p class="foot">A fault stays on until you choose another one or go back to normal. Nothing leaves this machine.</p>`,
  )
}

export function recordPage(demo: Demo, record: object): string {
  const body = html`<h1>The record of this sign-in</h1>
<p>Each step, the claims as they came, and the rule for every value.</p>
<pre class="line">${JSON.stringify(record, null, 2)}</pre><p><a class="button" href="/">Back</a></p>`
  return document(demo, 'Record', body)
}

export function problemPage(demo: Demo, heading: string, text: string): string {
  const body = html`<h1>${heading}</h1><p role="alert">${text}</p><p><a class="button" href="/">Back</a></p>`
  return document(demo, heading, body)
}
