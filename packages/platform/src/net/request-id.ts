/**
 * May this `x-request-id` be taken over? Up to 128 visible characters that mean nothing to a log,
 * a header or a shell: letters, digits and `. _ : / + = @ -`.
 */
export const isSaneRequestId = (text: string): boolean => /^[A-Za-z0-9._:/+=@-]{1,128}$/.test(text)
