import type { AppError, InputIssue } from '../app-error.ts'
import type { Dialect } from './dialect.ts'
import { embedFailure } from './embed-failure.ts'
import { notJson, plainRefusals, refusalOf, type Refusals } from './refusals.ts'

const shared: Refusals = {
  ...plainRefusals,
  not_json: { ...notJson, code: 'invalid_json' },
  internal_error: { ...plainRefusals.internal_error, code: 'internal' },
}

const forKeys: Refusals = {
  ...shared,
  missing: {
    code: 'missing_authorization',
    message: 'Send a key as "Authorization: Bearer sk_live_…".',
  },
  unauthorized: { code: 'invalid_credentials' },
  validation_failed: { ...shared.validation_failed, status: 422, code: 'invalid_request' },
  insufficient_scope: { ...shared.insufficient_scope, code: 'forbidden' },
}

const forForms: Refusals = {
  ...shared,
  validation_failed: { ...shared.validation_failed, code: 'invalid_request' },
  unsupported_media_type: { code: 'invalid_type' },
  not_a_form: {
    status: 400,
    code: 'invalid_multipart',
    message: 'The body is not valid multipart/form-data.',
  },
  payload_too_large: { code: 'file_too_large' },
  not_found: { code: 'session_not_found' },
  rate_limited: { message: 'Too many requests, or more pictures than one session may bring.' },
  origin_not_allowed: {
    status: 400,
    code: 'bad_request',
    message: 'This store does not allow its forms on pages of this origin.',
  },
}

/** The embed sessions' for the shop's server, which mints and refreshes them. */
export const embedKey: Dialect = embedDialect(forKeys)

/** The embed sessions' for the buyer's page, which holds a session's token. */
export const embedForm: Dialect = embedDialect(forForms)

function embedDialect(refusals: Refusals): Dialect {
  return {
    success: (data) => data,
    error: (error) => {
      const { status, code, message } = refusalOf(refusals, error)
      const issues = flattened(error)
      return { status, body: { error: { code, message, ...(issues && { issues }) } } }
    },
    refusals,
    successSchema: (output) => output,
    failure: embedFailure,
  }
}

interface FlatIssues {
  readonly formErrors: readonly string[]
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>
}

/** What is wrong, by field. An operation that knows the fields itself says so in the details. */
function flattened({ code, issues, details }: AppError): FlatIssues | undefined {
  if (code === 'invalid_input_data') {
    return {
      formErrors: (details?.['formErrors'] ?? []) as readonly string[],
      fieldErrors: (details?.['fieldErrors'] ?? {}) as FlatIssues['fieldErrors'],
    }
  }
  if (issues === undefined) return undefined
  const byField = Map.groupBy(issues, ({ path }) => path.join('.'))
  const formErrors = messagesOf(byField.get(''))
  byField.delete('')
  return {
    formErrors,
    fieldErrors: Object.fromEntries([...byField].map(([path, of]) => [path, messagesOf(of)])),
  }
}

function messagesOf(issues: readonly InputIssue[] = []): string[] {
  return issues.map(({ message }) => message)
}
