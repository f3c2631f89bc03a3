/** The branding of the setup portal: the vendor's name, logo, color and support address. */
import type { Client, RequestOptions } from '../client.ts'
import type { Branding as BrandingResource } from '../contract/branding.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body } from '../contract/operation.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['branding']

/** The branding of the setup portal: the vendor's name, logo, color and support address. */
export interface Branding {
  /**
   * Reads the branding of the setup portal.
   *
   * HTTP: `GET /v1/branding`, scope `branding:read`.
   *
   * @param options signal and timeout
   * @returns the branding
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { name, accent } = await gatehouse.branding.get()
   * ```
   */
  get(options?: RequestOptions): Promise<BrandingResource>

  /**
   * Changes the branding of the setup portal.
   *
   * HTTP: `PATCH /v1/branding`, scope `branding:write`.
   *
   * @param body `name`, `logo_png` in base64, `accent` and `support_email`; `null` removes one
   * @param options signal, timeout and `if_match`
   * @returns the branding
   * @throws ConflictError `precondition_failed`
   * @throws ValidationError `values_invalid`, also for a color on which no text is readable
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.branding.update({ name: 'Acme Planner', accent: '#4338ca' })
   * ```
   */
  update(body: Body<Ops['update']>, options?: RequestOptions): Promise<BrandingResource>
}

export function branding({ call }: Client): Branding {
  const ops = routesOf('branding')
  return {
    get: (options) => call(ops.get, {}, options),
    update: (body, options) => call(ops.update, { body }, options),
  }
}
