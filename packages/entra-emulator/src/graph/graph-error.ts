/** An error of Microsoft Graph. */
export class GraphError extends Error {
  readonly status: number
  readonly code: string
  /** Seconds for the header Retry-After. */
  readonly retry_after: number | undefined

  constructor(status: number, code: string, message: string, retryAfterSeconds?: number) {
    super(message)
    this.name = 'GraphError'
    this.status = status
    this.code = code
    this.retry_after = retryAfterSeconds
  }
}

export interface GraphErrorDocument {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly innerError: {
      readonly date: string
      readonly 'request-id': string
      readonly 'client-request-id': string
    }
  }
}

export function graphErrorDocument(
  error: GraphError,
  now: number,
  ids: { readonly request_id: string; readonly client_request_id: string },
): GraphErrorDocument {
  return {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        date: new Date(now).toISOString().replace(/\.\d+Z$/, ''),
        'request-id': ids.request_id,
        'client-request-id': ids.client_request_id,
      },
    },
  }
}

export function accessDenied(): GraphError {
  return new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
}

export function resourceNotFound(id: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}
