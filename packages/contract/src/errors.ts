/** The one catalogue of errors: code → HTTP status and what to tell the reader. REST, tRPC and the
 *  OpenAPI document all read it. Codes are stable; messages may be made clearer. */
export const errorCatalogue = {
  validation_failed: [400, 'The request does not have the documented form; see issues.'],
  invalid_json: [400, 'The body is not valid JSON.'],
  invalid_multipart: [400, 'The body is not valid multipart/form-data.'],
  missing_file: [400, 'Send one file in the field "file".'],
  too_many_files: [400, 'This is more files than one request may bring.'],
  invalid_input_data: [400, 'The data do not fit the fields of the form; see issues.'],
  unauthorized: [
    401,
    'Send a valid credential: this one is missing, malformed, expired or revoked.',
  ],
  refresh_failed: [401, 'This renew token is unknown, was used before, or has expired.'],
  forbidden: [403, 'Your role in this store does not allow this.'],
  insufficient_scope: [403, 'This key or token was not given the permission in details.required.'],
  origin_not_allowed: [403, 'This storefront token does not allow requests from this origin.'],
  wrong_mode: [403, 'This session may only be looked at, not filled in.'],
  permission_denied: [403, 'This session was not given the permission to submit its form.'],
  not_verified_purchase: [403, 'Only somebody who bought this product may do this.'],
  not_found: [404, 'There is nothing with this id in this store.'],
  session_not_found: [404, 'The token belongs to another session than the path names.'],
  template_not_found: [404, 'There is no such product in this store, or it has no form.'],
  out_of_stock: [409, 'Some items are not available in the quantity asked for; see details.items.'],
  stock_underflow: [409, 'This would take more stock than there is.'],
  cart_locked: [409, 'This cart was paid for, or is being paid for, and can no longer be changed.'],
  cart_changed: [409, 'The cart changed: its total is not the expected one. Read it again.'],
  cart_empty: [409, 'Add an item to the cart first.'],
  discount_not_applicable: [409, 'This code does not apply to this cart; see details.reason.'],
  discount_code_taken: [409, 'Another discount of this store has this code.'],
  slug_taken: [409, 'Another one of this store has this slug.'],
  sku_taken: [409, 'Another variant of this store has this SKU; see details.sku.'],
  email_taken: [409, 'There is already an account with this e-mail address.'],
  version_conflict: [409, 'Somebody changed this since you read it. Read it again and retry.'],
  illegal_transition: [409, 'This cannot be done in the present state; see details.'],
  last_owner: [409, 'A store must keep at least one owner.'],
  in_use: [409, 'This is in use; see details.'],
  upload_incomplete: [409, 'The file has not been uploaded yet.'],
  upload_rejected: [409, 'What was uploaded is not what was announced; see details.reason.'],
  product_has_orders: [
    409,
    'This product was ordered before, so it was archived instead of deleted.',
  ],
  shipping_method_unavailable: [409, 'This shipping method does not serve this cart and address.'],
  payments_not_ready: [409, 'This store cannot take payments yet: finish its Stripe onboarding.'],
  idempotency_in_progress: [
    409,
    'A request with this Idempotency-Key is still running; retry later.',
  ],
  payload_too_large: [413, 'The body is larger than this route accepts.'],
  quota_exceeded: [413, 'This store has no room left for files of this size; delete some first.'],
  unsupported_media_type: [415, 'This kind of content is not accepted here.'],
  idempotency_mismatch: [422, 'This Idempotency-Key was used before with a different request.'],
  rate_limited: [429, 'Too many requests; retry after the seconds in Retry-After.'],
  internal_error: [500, 'Something went wrong on our side. Quote meta.requestId to support.'],
  remote_fetch_failed: [502, 'A file could not be fetched from its address; see details.'],
  unavailable: [503, 'A service this needs is not available right now; retry later.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ErrorCode = keyof typeof errorCatalogue

/** The HTTP status of an error code. */
export function errorStatus(code: ErrorCode): number {
  return errorCatalogue[code][0]
}

/** The sentence that goes with an error code. */
export function errorMessage(code: ErrorCode): string {
  return errorCatalogue[code][1]
}
