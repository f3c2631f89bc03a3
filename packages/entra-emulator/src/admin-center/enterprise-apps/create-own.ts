import type { ApplicationFixture } from '../../directory/application.ts'
import { newGuid } from '../../identifier.ts'
import { html } from '../../pages/html.ts'
import { limitOfApplications, refuseName, register, registrationForm } from '../app-registrations/new-registration.ts'
import {
  type Act,
  type Blade,
  type BladeCall,
  type BladeRoute,
  Refused,
  refuseMore,
  requiredText,
  typed,
} from '../blade.ts'
import { changeTenant } from '../changing.ts'
import { form, panel, radioField, textField } from '../layout/form.ts'
import { enterpriseApplications, places } from '../layout/navigation.ts'

const { path } = places.enterprise_apps

/** The tag of an application that is not in the gallery. Its single sign-on is set up in Enterprise applications. */
export const nonGalleryTag = 'WindowsAzureActiveDirectoryCustomSingleSignOnApplication'

const intentions = [
  {
    value: 'register',
    label: "Register an application to integrate with Microsoft Entra ID (App you're developing)",
  },
  {
    value: 'non-gallery',
    label: "Integrate any other application you don't find in the gallery (Non-gallery)",
  },
]

function showGallery(call: BladeCall): Blade {
  const isCreating = call.query.has('create')
  return {
    title: 'Browse Microsoft Entra Gallery',
    crumbs: [enterpriseApplications],
    task: 'applications',
    commands: html`<a href="${path}/new?create=1">Create your own application</a>`,
    body: html`${
      isCreating &&
      panel(
        'Create your own application',
        form(call, {
          act: 'create',
          task: 'applications',
          submit: 'Create',
          cancel: `${path}/new`,
          query: 'create=1',
          body: html`${textField(call, {
            name: 'name',
            label: "What's the name of your app?",
            required: true,
            placeholder: 'Input name',
          })}
${radioField(call, {
  name: 'intention',
  label: 'What are you looking to do with your application?',
  value: 'non-gallery',
  choices: intentions,
})}`,
        }),
      )
    }<p class="dim">The gallery of Microsoft is not emulated. Create your own application to connect yours.</p>`,
  }
}

const create: Act = {
  task: 'applications',
  run: (call) => {
    const displayName = requiredText(call, 'name', 'Name', 120)
    refuseName(displayName)
    const intention = typed(call, 'intention')
    if (intention === 'register') {
      const to = `${path}/new/register?name=${encodeURIComponent(displayName)}`
      return { kind: 'done', to, notice: 'Now register the application.' }
    }
    if (intention !== 'non-gallery') throw new Refused('What are you looking to do with your application? Choose one.')
    refuseMore(call.tenant.applications, limitOfApplications, 'applications')
    const application: ApplicationFixture = {
      appId: newGuid(call.emulation.entropy),
      displayName,
      owners: [call.user.id],
      tags: [nonGalleryTag],
      // Entra asks for an assignment of such an application, and not of a registered one.
      appRoleAssignmentRequired: true,
    }
    changeTenant(call, (draft) => ({ ...draft, applications: [...draft.applications, { ...application }] }))
    return {
      kind: 'done',
      to: `${path}/${application.appId}`,
      notice: `Successfully added the application ${displayName}.`,
    }
  },
}

function showRegister(call: BladeCall): Blade {
  const name = call.query.get('name')
  return {
    title: 'Register an application',
    crumbs: [enterpriseApplications, { text: 'Browse Microsoft Entra Gallery', path: `${path}/new` }],
    task: 'applications',
    body: registrationForm(call, `${path}/new`, name),
  }
}

export const createOwnRoutes: readonly BladeRoute[] = [
  { path: '/enterprise-apps/new', show: showGallery, acts: { create } },
  {
    path: '/enterprise-apps/new/register',
    show: showRegister,
    acts: {
      register: {
        task: 'applications',
        run: (call) => {
          const outcome = register.run(call)
          if (outcome.kind !== 'done') return outcome
          return { ...outcome, to: outcome.to.replace(places.app_registrations.path, path) }
        },
      },
    },
  },
]
