export type FaultType =
  | 'api_error'
  | 'authentication_error'
  | 'card_error'
  | 'idempotency_error'
  | 'invalid_request_error'

interface FaultDetails {
  readonly status?: number
  readonly type?: FaultType
  readonly code?: string
  readonly param?: string
  /** Stripe keeps the answer under the idempotency key once the parameters were found sound. */
  readonly kept?: boolean
}

/** An error as Stripe answers it: HTTP status and error envelope. Default: 400 invalid request. */
export class StripeFault extends Error {
  override readonly name = 'StripeFault'
  readonly status: number
  readonly type: FaultType
  readonly code: string | undefined
  readonly param: string | undefined
  readonly kept: boolean

  constructor(message: string, details: FaultDetails = {}) {
    super(message)
    this.status = details.status ?? 400
    this.type = details.type ?? 'invalid_request_error'
    this.code = details.code
    this.param = details.param
    this.kept = details.kept ?? false
  }
}

/** The body of an error answer; `code` and `param` are left out when there are none. */
export function errorEnvelope(fault: StripeFault): { error: Record<string, string> } {
  return {
    error: {
      ...(fault.code === undefined
        ? {}
        : { code: fault.code, doc_url: `https://stripe.com/docs/error-codes/${fault.code}` }),
      message: fault.message,
      ...(fault.param === undefined ? {} : { param: fault.param }),
      type: fault.type,
    },
  }
}

/** The 404 for an id that does not exist on this account, e.g. `No such refund: 're_1'`. */
export function noSuch(noun: string, id: string, param = 'id'): StripeFault {
  return new StripeFault(`No such ${noun}: '${id}'`, {
    status: 404,
    code: 'resource_missing',
    param,
  })
}
