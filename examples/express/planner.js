// Acme Planner, the sample application of `gatehouse demo`: people sign in with OpenID Connect, as in server.js beside
// it, and its pages show what came of it. It reads the record of a sign-in through the API, with an API key.
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import session from 'cookie-session'
import express from 'express'
import * as oidc from 'openid-client'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL, API_URL, API_KEY, ORGANIZATION, SESSION_KEY } = process.env
const { EMULATOR, FAULTS, GATEHOUSE } = process.env
if (!ISSUER || !process.env.PEOPLE) {
  console.error('usage: npm run demo starts this application. Your own application begins with server.js beside it')
  process.exit(2)
}
const people = JSON.parse(process.env.PEOPLE) // [{ email, password, name, shows, ends }]
const onThisMachine = { execute: [oidc.allowInsecureRequests] } // http, and never anywhere else
const provider = await oidc.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, onThisMachine)

const app = express()
app.use(session({ name: 'planner', keys: [SESSION_KEY], sameSite: 'lax' }))
app.get('/planner.css', (_, response) => response.sendFile(fileURLToPath(new URL('planner.css', import.meta.url))))
app.get('/', async ({ session: { user } }, response) =>
  response.send(user ? page('Profile', await profilePage(user), signOut) : page('Acme Planner', peoplePage)),
)

app.get('/sign-in', async ({ query, session }, response) => {
  const flow = { code_verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() }
  session.flow = flow
  const parameters = {
    redirect_uri: `${APP_URL}/callback`,
    scope: 'openid profile email',
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.code_verifier),
    code_challenge_method: 'S256',
    state: flow.state,
    nonce: flow.nonce,
    // A guest has no email of the organization's domain. So a person of the list brings the organization too.
    ...(query.as && { organization: ORGANIZATION, login_hint: String(query.as), prompt: 'login' }),
  }
  response.redirect(oidc.buildAuthorizationUrl(provider, parameters).href)
})

app.get('/callback', async (request, response) => {
  if (!request.session.flow)
    throw new Error('This sign-in was already used, or began in another browser. Sign in again.')
  const { code_verifier, state, nonce } = request.session.flow
  const checks = { pkceCodeVerifier: code_verifier, expectedState: state, expectedNonce: nonce }
  const tokens = await oidc.authorizationCodeGrant(provider, new URL(request.url, APP_URL), checks)
  const profile = tokens.claims()
  const { data } = await api(`/sign_ins?state=succeeded&limit=1&user_id=${profile.sub}`)
  request.session = { user: { profile, id_token: tokens.id_token, sign_in: data[0].id } }
  response.redirect('/')
})

app.get('/record', async ({ session: { user } }, response) => {
  if (!user) return response.redirect('/')
  response.send(page('Record', recordPage(await recordOf(user.sign_in)), signOut))
})

app.get('/sign-out', (request, response) => {
  const hint = request.session.user && { id_token_hint: request.session.user.id_token }
  request.session = null
  response.redirect(oidc.buildEndSessionUrl(provider, { ...hint, post_logout_redirect_uri: `${APP_URL}/` }).href)
})

app.use((error, _request, response, _next) => {
  const text = error.error_description ?? error.cause?.get?.('error_description') ?? error.message
  response.status(400).send(page('Not signed in', failedPage(text)))
})

async function api(path, method = 'GET') {
  const response = await fetch(`${API_URL}${path}`, { method, headers: { authorization: `Bearer ${API_KEY}` } })
  if (!response.ok) throw new Error(`the API answered ${response.status}`)
  return response.json()
}

// The gateway writes the details of a sign-in a moment after its answer. Revealed, because the page shows the person theirs.
async function recordOf(id, tries = 20) {
  const record = await api(`/sign_ins/${id}/reveal`, 'POST')
  return record.decision || tries === 0 ? record : pause(100).then(() => recordOf(id, tries - 1))
}

const plain = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
const icon = (path) => `<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
const arrow = icon('M5 12h14M13 18l6-6M13 6l6 6')
const face = (name) => `<span class="face f${name.charCodeAt(0) % 5}" aria-hidden="true">${plain(name[0])}</span>`
const signOut = '<a class="button" href="/sign-out">Sign out</a>'
const page = (
  title,
  body,
  nav = `<a href="${FAULTS}">Faults</a> <a href="${EMULATOR}">Emulator</a>`,
) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/planner.css">
<header><span class="logo">${icon('M5 4.5h14v15H5zM9 9h6M9 12.5h6M9 16h3')}</span><b>Acme Planner</b><span class="sample">Sample</span>
<nav aria-label="Main">${nav}</nav></header><main>${body}</main></html>`
const failedPage = (text) => `<h1>You are not signed in</h1>
<p>${plain(text)}</p><p><a class="button" href="/">Back to the list of people</a></p>`
const recordPage = (record) => `<h1>The record of this sign-in</h1>
<p>Each step, the claims as they came, and the rule for every value.</p><pre class="line">${plain(JSON.stringify(record, null, 2))}</pre>`
const person = ({ email, name, shows, ends }) => `<li>${face(name)}
<span><a href="/sign-in?as=${encodeURIComponent(email)}" aria-label="Sign in as ${name}">${name}</a><small>${email}</small></span>
<span class="shows">${shows}</span><span class="ends ${ends}">${ends === 'Refused' ? 'Refused, and why' : ends}</span>${arrow}</li>`
const peoplePage = `<div class="head"><div><h1>Who would you like to be?</h1><p>People of a test directory. Each shows something else about single sign-on.</p></div>
<p class="password">Everybody’s password<code>${people[0].password}</code></p></div><ul class="people">${people.map(person).join('')}</ul>
<div class="below"><section><h2>As your customers do it</h2><p>They enter their work email, and continue at their own identity provider.</p><a class="button" href="/sign-in">Sign in with an email</a></section>
<section><h2>The way there and back</h2><ol class="route"><li><b>Acme Planner</b>, this page: ${new URL(APP_URL).host}</li><li><b>Gatehouse</b>: ${new URL(ISSUER).host}</li><li><b>Microsoft Entra ID</b>, emulated: ${new URL(EMULATOR).host}</li></ol></section>
<section><h2>Watch from a terminal</h2><p>Every attempt as it happens, with the reason when it fails. Load the key first, as the terminal says.</p><pre class="line">${plain(GATEHOUSE)} signins tail</pre></section></div>
<p class="foot">This application is one file: <code>examples/express/planner.js</code>. Nothing leaves this machine.</p>`

const sent = {
  role_claim: (from) => `the app role <code>${from}</code><small>Claim <code>roles</code> of its ID token.</small>`,
  group: (from, name = from) =>
    `the group <code>${name}</code><small>Claim <code>groups</code> of its ID token: <code>${from}</code></small>`,
  graph: (from, name) =>
    `more groups than fit, and Microsoft Graph has <code>${name}</code><small>Read by Gatehouse, never by a link in the token: <code>${from}</code></small>`,
  kept: () => 'more groups than fit, and nobody could read them<small>The role of the earlier sign-in stays.</small>',
  earlier: () => 'nothing new<small>A live session answered, with the role of an earlier sign-in.</small>',
  default: () => 'no role, and no group that gives one<small>Nobody at Acme assigned one.</small>',
}
async function profilePage({ profile, id_token, sign_in }) {
  const { name, email, email_verified, preferred_username, org_id, sub, role } = profile
  const { decision, mapping } = await recordOf(sign_in)
  const [{ because, from } = {}] = decision?.roles ?? []
  const isFromGraph = because === 'group' && mapping.some(({ source }) => source === 'directory')
  const { data: groups } =
    because === 'group' ? await api(`/groups?organization_id=${org_id}&source=api&limit=100`) : { data: [] }
  const group = groups.find(({ idp_id }) => idp_id === from)?.name ?? from // the token has only the id of a group
  const address = email ? `${plain(email)}, ${email_verified ? 'of a verified domain' : 'not to be trusted'}` : 'none'
  return `<div class="profile"><div><div class="who">${face(name)}<div><h1>Hello, ${plain(name)}</h1><p>${plain(email ?? preferred_username)}</p></div></div>
<section class="why"><h2>Your role is ${role}. Why?</h2><ol><li>Microsoft Entra ID sent ${(sent[isFromGraph ? 'graph' : because] ?? sent.earlier)(plain(from), plain(group))}</li><li>Gatehouse gives the role <code>${role}</code>${because === 'default' ? ', the default' : ' for it'}<small>The record of the sign-in has the rule for every value.</small></li>
<li>Acme Planner received <code>"role": "${role}"</code><small>One claim is all that the application reads.</small></li></ol></section>
<section><h2>What Acme Planner knows about you</h2><table><tr><th scope="row">Name<td>${plain(name)}<tr><th scope="row">Email<td>${address}
<tr><th scope="row">Organization<td><code>${org_id}</code><tr><th scope="row">User<td><code>${sub}</code></table><details><summary>All ${Object.keys(profile).length} claims</summary><pre class="line" id="claims">${plain(JSON.stringify(profile, null, 2))}</pre></details>
<details><summary>Raw ID token</summary><pre class="line">${id_token}</pre></details></section></div>
<section class="next"><h2>Look behind it</h2><a href="/record">The record of this sign-in${arrow}</a><a href="${EMULATOR}">The emulator’s directory${arrow}</a><a href="/sign-out">Be somebody else${arrow}</a>
<p>The record in the terminal</p><pre class="line">${plain(GATEHOUSE)} signins show ${sign_in}</pre></section></div>`
}

const server = app.listen(Number(new URL(APP_URL).port), '127.0.0.1', () => console.log(`listening on ${APP_URL}`))
process.on('SIGTERM', () => server.close(() => process.exit()).closeAllConnections())
