/** Errors of the SDK. Each class is a case that a caller would handle differently. Data members are snake_case. */
import type { ErrorBody } from './contract/error.ts'

export interface ErrorFields {
  readonly code: string
  readonly status?: number
  readonly request_id?: string
  readonly hint?: string
  readonly doc_url?: string
  readonly param?: string
}

/** The base of all errors. Branch on `code`, which is stable; the message is for people. */
export class GatehouseError extends Error {
  override readonly name: string = 'GatehouseError'
  readonly code: string
  readonly status?: number
  readonly request_id?: string
  readonly hint?: string
  readonly doc_url?: string
  readonly param?: string

  constructor(message: string, fields: ErrorFields, options?: ErrorOptions) {
    super(message, options)
    this.code = fields.code
    Object.assign(this, fields)
  }
}

/** 401: the key is missing, wrong, expired or revoked. */
export class AuthenticationError extends GatehouseError {
  override readonly name = 'AuthenticationError'
}

/** 403: the key lacks the scope for this operation. */
export class PermissionError extends GatehouseError {
  override readonly name = 'PermissionError'
}

/** 404: no resource has this id in the environment of the key. */
export class NotFoundError extends GatehouseError {
  override readonly name = 'NotFoundError'
}

/** 409 and 412: the resource already exists, is in another state, or has changed. */
export class ConflictError extends GatehouseError {
  override readonly name = 'ConflictError'
  /** The things that are missing or in the way, if there are several. */
  readonly errors: ValidationError['errors']

  constructor(message: string, fields: ErrorFields, errors: ValidationError['errors'] = []) {
    super(message, fields)
    this.errors = errors
  }
}

/** 400 and 422: the request is not valid. `errors` names each field at fault. */
export class ValidationError extends GatehouseError {
  override readonly name = 'ValidationError'
  readonly errors: readonly { param: string; code: string; message: string }[]

  constructor(message: string, fields: ErrorFields, errors: ValidationError['errors']) {
    super(message, fields)
    this.errors = errors
  }
}

/** 429: too many requests. */
export class RateLimitError extends GatehouseError {
  override readonly name = 'RateLimitError'
  readonly retry_after_seconds: number

  constructor(message: string, fields: ErrorFields, retry_after_seconds: number) {
    super(message, fields)
    this.retry_after_seconds = retry_after_seconds
  }
}

/** 5xx: the server failed. */
export class ServerError extends GatehouseError {
  override readonly name = 'ServerError'
}

/** No response came, because of the network, DNS, TLS or the timeout. Also thrown for a missing key or base URL. */
export class ConnectionError extends GatehouseError {
  override readonly name = 'ConnectionError'
}

/** The error for a response that is not a success. */
export function errorOf(status: number, body: ErrorBody | undefined, retry_after_seconds: number): GatehouseError {
  const { message = `The server answered ${status}`, errors = [], type: _, ...rest } = body?.error ?? {}
  const fields: ErrorFields = { code: 'unexpected_answer', ...rest, status }
  if (status === 401) return new AuthenticationError(message, fields)
  if (status === 403) return new PermissionError(message, fields)
  if (status === 404) return new NotFoundError(message, fields)
  if (status === 409 || status === 412) return new ConflictError(message, fields, errors)
  if (status === 429) return new RateLimitError(message, fields, retry_after_seconds)
  if (status >= 500) return new ServerError(message, fields)
  return new ValidationError(message, fields, errors)
}
