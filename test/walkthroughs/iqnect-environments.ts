/**
 * The parts of the set-up of IQNECT that both protocols share: the environments of the product, the new enterprise
 * application of each, and the walkthrough of two environments.
 */
import { administratorOf } from './pages/admin-center.ts'
import { type Registration, startApplication } from './pages/application.ts'
import { createEnvironment, openConsole, vendorOf } from './pages/console.ts'
import type { Walk } from './walk.ts'
import { look, type Step, step, type Walkthrough } from './walkthrough.ts'

export const hosts = { gateway: 'api.example.com' }
export const lena = 'lena@contoso.example'
const jonas = 'jonas@contoso.example'

/** An environment of the product, and the people who may use it. */
export interface Environment {
  readonly name: string
  /** The name of its enterprise application in the customer's tenant. With SAML it is the Identifier too. */
  readonly registration: string
  readonly group: string
  /** The name of the connection, where the customer has several. */
  readonly connection?: string
}

export const only: Environment = { name: 'Production', registration: 'https://api.example.com', group: 'Engineering' }
const prod: Environment = { name: 'Production', registration: 'https://api.example.com/prod', group: 'Engineering' }
const staging: Environment = { name: 'Staging', registration: 'https://api.example.com/staging', group: 'Finance' }

/** The values of the application, which the script has printed. */
export function registrationOf(walk: Walk, { name }: Environment): Registration {
  const kept = (value: string): string => walk.kept(`${name}: ${value}`)
  return {
    issuer: kept('issuer'),
    client_id: kept('client id'),
    client_secret: kept('client secret'),
    organization: kept('organization'),
  }
}

/** The first lines of the document: an application that is not in the gallery, with the name of the environment. */
export const newApplication = ({ registration }: Environment): readonly Step[] => [
  step('119 In the Microsoft Entra ID portal, add a new Enterprise application', async (walk) => {
    const center = await administratorOf(walk)
    await center.navigation('Enterprise apps').click()
    await center.link('New application').click()
    await center.heading('Browse Microsoft Entra Gallery')
  }),
  step(
    '120 IQNECT is not listed in the Microsoft Entra ID Gallery, so select Create your own application',
    async (walk) => {
      const center = await administratorOf(walk)
      await center.link('Create your own application').click()
      await center.page.getByLabel("What's the name of your app?").waitFor()
    },
  ),
  step('121 Name the application. This should be unique within your tenant', async (walk) => {
    const { page } = await administratorOf(walk)
    await page.getByLabel("What's the name of your app?").fill(registration)
  }),
]

/** The parts of the walkthrough of two environments in which the protocols differ. */
export interface Variant {
  readonly name: string
  /** The vendor makes Gatehouse behave like the product. The console shows the environment. */
  readonly prepare: (walk: Walk, environment: Environment) => Promise<void>
  /** The administrator opens Entra. */
  readonly entra: Step
  /** All steps of the document for one environment. */
  readonly steps: (environment: Environment) => readonly Step[]
  readonly signsIn: (walk: Walk, person: string, email: string) => Promise<void>
  readonly isRefused: (walk: Walk, person: string) => Promise<void>
}

/** One registration for each environment, and people who may use one of them. */
export function twoEnvironments({ name, prepare, entra, steps, signsIn, isRefused }: Variant): Walkthrough {
  const all =
    (environment: Environment) =>
    async (walk: Walk): Promise<void> => {
      for (const { run } of steps(environment)) await run(walk)
    }
  return {
    name: `${name}, two environments`,
    hosts,
    steps: [
      step('Before: the vendor opens the console and prepares two environments', async (walk) => {
        const console = await openConsole(walk)
        await prepare(walk, prod)
        await createEnvironment(console, staging.name, 'Live')
        await prepare(walk, staging)
      }),
      entra,
      step(
        '112 If you have licensed distinct environments …: you must create a distinct enterprise application for each environment: staging',
        all(staging),
      ),
      step(
        '121 Name the application. This should be …: if you have more than one environment, append the name of the environment: prod',
        async (walk) => {
          await (await vendorOf(walk)).page.goto(`${walk.sites.gateway}/console/production/overview`)
          await all(prod)(walk)
        },
      ),
      look(
        '112 If you have licensed distinct environments …: to grant access to each environment independently: prod is for Engineering',
        async (walk) => {
          await startApplication(walk, registrationOf(walk, prod))
          await signsIn(walk, 'Lena Fischer', lena)
          await isRefused(walk, 'Jonas Weber')
        },
      ),
      look(
        '112 If you have licensed distinct environments …: to grant access to each environment independently: staging is for Finance',
        async (walk) => {
          await startApplication(walk, registrationOf(walk, staging))
          await signsIn(walk, 'Jonas Weber', jonas)
          await isRefused(walk, 'Lena Fischer')
        },
      ),
    ],
  }
}
