/** The vendor's application, and the sign-in pages on the way to it. */

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { password } from '../tenant.ts'
import type { Walk } from '../walk.ts'

/** The values with which the vendor starts the application, each as it was read. */
export interface Registration {
  readonly issuer: string
  readonly client_id: string
  readonly client_secret: string
  readonly organization: string
}

/** Starts the vendor's application in the terminal, in place of one that runs. */
export async function startApplication(
  { terminal }: Walk,
  { issuer, client_id, client_secret, organization }: Registration,
): Promise<void> {
  const values = { ISSUER: issuer, CLIENT_ID: client_id, CLIENT_SECRET: client_secret, ORGANIZATION: organization }
  await terminal.start('node examples/express/server.js', values, 'listening')
}

/** Opens the application and asks for a sign-in. @param email empty: straight to the customer's sign-in page */
export async function beginSignIn(page: Page, application: string, email = ''): Promise<void> {
  await page.goto(application)
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Enters the password of a person at the identity provider. @param name the person's display name */
export async function enterPassword(page: Page, name: string): Promise<void> {
  const password_field = page.getByLabel('Password')
  const choice = page.getByRole('button', { name })
  await password_field.or(choice).first().waitFor()
  if (!(await password_field.isVisible())) await choice.click()
  await password_field.fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Chooses an account that is signed in already, where the identity provider asks. */
export async function pickAccount(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
}

/** Accepts what the application asks for, for the person alone. */
export async function acceptConsent(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accept' }).click()
}

/** Waits for the application. @returns the claims that it shows */
export async function shownClaims(page: Page, application: string): Promise<Readonly<Record<string, string>>> {
  await page.getByRole('heading', { name: /^Hello / }).waitFor()
  expect(page.url()).toContain(application)
  const rows = await page.locator('table tr').all()
  return Object.fromEntries(
    await Promise.all(
      rows.map(async (row) => [await row.locator('th').innerText(), await row.locator('td').innerText()] as const),
    ),
  )
}

/** Signs out of the application and of the gateway. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Acme Planner' }).waitFor()
}
