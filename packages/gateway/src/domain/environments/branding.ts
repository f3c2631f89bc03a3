/** The branding of an environment: the vendor's name, logo and color in the setup portal and its mails. */
import { contrast, readableContrast } from '@gatehouse-sso/core/contrast'
import { Failure } from '@gatehouse-sso/core/failure'
import { isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Branding, brandings as contract } from '@gatehouse-sso/sdk/contract/branding'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { Ports } from '../ports/ports.ts'
import type { BrandingRecord } from '../stores/branding.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { change, checkVersion, firstVersion, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { issuerOf } from './addresses.ts'

const mostPixels = 1024

/** The public form of the branding, with defaults where nothing was set. */
export async function brandingOf(ports: Ports, environment: EnvironmentRecord): Promise<Branding> {
  return presentBranding(ports, environment, await ports.stores.in(environment.id).branding.get())
}

export function presentBranding(
  { public_url, keys }: Pick<Ports, 'public_url' | 'keys'>,
  environment: EnvironmentRecord,
  record: BrandingRecord | undefined,
): Branding {
  const logo = record?.logo_png ?? null
  return {
    object: 'branding',
    id: environment.id,
    name: record?.name ?? environment.name,
    logo_url: logo === null ? null : `${issuerOf(public_url, environment)}${logoPath(keys, logo)}`,
    accent: record?.accent ?? null,
    support_email: record?.support_email ?? null,
    created_at: isoTimeOrNull(record?.created_at ?? null),
    updated_at: isoTimeOrNull(record?.updated_at ?? null),
  }
}

/** The path changes with the picture, so that browsers may keep it. */
export function logoPath(keys: Ports['keys'], logo_png: string): string {
  return `/branding/logo-${keys.sha256(logo_png).slice(0, 16)}.png`
}

/** @throws Failure values_invalid, precondition_failed */
export function updateBranding(
  work: Work,
  environment: EnvironmentRecord,
  input: ParsedBody<typeof contract.update>,
  version: number | undefined,
): Promise<BrandingRecord> {
  const { ports } = work
  const { branding } = ports.stores.in(environment.id)
  const logo_png = checkedLogo(ports, input.logo_png)
  checkAccent(input.accent)
  return change(work, async () => {
    const record = await branding.get()
    const before: BrandingRecord = record ?? {
      environment_id: environment.id,
      name: null,
      logo_png: null,
      accent: null,
      support_email: null,
      ...firstVersion(ports),
      version: 0,
    }
    checkVersion(before, version)
    const next = nextVersion(ports, before, {
      name: input.name === undefined ? before.name : input.name,
      logo_png: logo_png === undefined ? before.logo_png : logo_png,
      accent: input.accent === undefined ? before.accent : input.accent,
      support_email: input.support_email === undefined ? before.support_email : input.support_email,
    })
    const object = presentBranding(ports, environment, next)
    const shown = presentBranding(ports, environment, record)
    return {
      writes: [branding.put(next, before.version)],
      result: next,
      events: [{ type: 'branding.updated', environment_id: environment.id, object, before: shown }],
    }
  })
}

/** @throws Failure values_invalid for a color on which neither white nor black text is readable */
function checkAccent(accent: string | null | undefined): void {
  if (accent === undefined || accent === null) return
  // The portal writes white text on it, in the light scheme as well as in the dark one.
  const ratio = contrast(accent, '#ffffff')
  if (ratio >= readableContrast) return
  const message = `has a contrast of ${ratio.toFixed(1)} to white text, which needs ${readableContrast}: choose a darker color`
  throw new Failure('values_invalid', { errors: [{ param: '/accent', code: 'too_light', message }] })
}

/** @throws Failure values_invalid */
function checkedLogo({ pictures }: Ports, logo_png: string | null | undefined): string | null | undefined {
  if (logo_png === undefined || logo_png === null) return logo_png
  const encoded = pictures.encodeAnew(Buffer.from(logo_png, 'base64'), mostPixels)
  if (encoded !== null) return encoded.toString('base64')
  const message = `is not a PNG picture of at most ${mostPixels} pixels in width and height`
  throw new Failure('values_invalid', { errors: [{ param: '/logo_png', code: 'invalid_format', message }] })
}
