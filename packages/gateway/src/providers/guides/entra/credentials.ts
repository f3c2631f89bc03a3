/** How a connection proves itself to Entra: a client secret, a certificate, or no secret at all. */
import type { GuideAction, GuideCredential } from '@gatehouse-sso/sdk/contract/setup-guide'
import { action, code, draw, type GuideValues, words } from '../guide.ts'
import type { EntraTexts } from './en.ts'

/** The title bar of Entra's pages. */
export const place = 'Microsoft Entra admin center'

export function credentialsOf(t: EntraTexts, values: GuideValues): GuideCredential[] {
  return [secret(t, values), certificate(t), federated(t, values)]
}

const secretsPath = ['Certificates & secrets', 'New client secret']

function secret(t: EntraTexts, { vendor }: GuideValues): GuideCredential {
  return {
    type: 'client_secret',
    title: t.secret_title,
    text: t.secret_text,
    recommended: false,
    actions: [
      action('open_secret', t.secret_open, { path: secretsPath, text: t.secret_open_text }),
      action('describe_secret', t.secret_description, { copy: [words(t.secret_description_label, vendor)] }),
      action('add_secret', t.secret_add, { text: t.secret_add_text, note: t.secret_forbidden }),
    ],
    drawing: {
      title: t.secret_drawing,
      bar: place,
      menu: [],
      parts: [
        draw.heading('Client secrets'),
        {
          kind: 'table',
          columns: [
            { label: 'Description', value: null, note: null, tone: 'plain' },
            { label: 'Expires', value: null, note: null, tone: 'plain' },
            { label: 'Value', value: 'gE78Q~x…', note: t.copy_this, tone: 'right' },
            { label: 'Secret ID', value: 'd41b7f3a-…', note: t.not_this, tone: 'wrong' },
          ],
          mark: null,
        },
      ],
      caption: t.secret_caption,
    },
    validity: [180, 365, 730].map((days) => ({ days, label: t.months(Math.round(days / 30.4)) })),
  }
}

function certificate(t: EntraTexts): GuideCredential {
  return {
    type: 'certificate',
    title: t.certificate_title,
    text: t.certificate_text,
    recommended: false,
    actions: [
      action('download', t.certificate_download, { text: t.certificate_download_text }),
      action('upload', t.certificate_upload, {
        path: ['Certificates & secrets', 'Certificates'],
        text: t.certificate_upload_text,
      }),
      action('compare', t.certificate_compare, { text: t.certificate_compare_text }),
    ],
    drawing: null,
    validity: [],
  }
}

function federated(t: EntraTexts, { vendor, federation }: GuideValues): GuideCredential {
  const { issuer, subject, audience } = federation ?? { issuer: '', subject: '', audience: '' }
  const values: GuideAction = action('federation_values', t.federated_values, {
    copy:
      federation === null
        ? []
        : [
            code('Issuer', issuer),
            code('Subject identifier', subject),
            words(t.federated_name, 'gatehouse'),
            code('Audience', audience, t.federated_audience_note),
          ],
  })
  return {
    type: 'federated',
    title: t.federated_title,
    text: t.federated_text(vendor),
    recommended: true,
    actions: [
      action('open_federated', t.federated_open, {
        path: ['Certificates & secrets', 'Federated credentials'],
        text: t.federated_open_text,
      }),
      action('scenario', t.federated_scenario, { text: t.federated_scenario_text }),
      values,
      action('add_federated', t.federated_add, { text: t.federated_add_text }),
    ],
    drawing: null,
    validity: [],
  }
}
