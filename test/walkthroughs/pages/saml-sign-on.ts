/** The page SAML-based Sign-on of the admin center, by its visible labels. */
import type { AdminCenter } from './admin-center.ts'

/** Opens the page from another one of the enterprise application. */
export async function openSingleSignOn(center: AdminCenter): Promise<void> {
  await center.link('Single sign-on').first().click()
  await center.heading('Set up Single Sign-On with SAML')
}

/** Maps a property of the person into an attribute. The editor of Attributes & Claims is open. */
export async function addAttribute(center: AdminCenter, name: string, source: string): Promise<void> {
  const { page, link, button, notice } = center
  await link('Add new claim').click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Source attribute').selectOption({ label: source })
  await button('Save').click()
  await notice(`Successfully saved the claim ${name}.`)
}
