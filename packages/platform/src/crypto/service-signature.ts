import { signHeader, verifyHeader } from './signature-header.ts'

/** The value of `x-signature` for a call between our own services. */
export const signService = (input: {
  readonly rawBody: string | Uint8Array
  readonly secret: string
  readonly nowMs: number
}): string => signHeader({ rawBody: input.rawBody, secrets: [input.secret], nowMs: input.nowMs })

/** Is `x-signature` ours, for exactly this body, and at most 300 seconds old? Absent is no. */
export const verifyService = (input: {
  readonly header: string | undefined
  readonly rawBody: string | Uint8Array
  readonly secret: string
  readonly nowMs: number
}): boolean =>
  input.header !== undefined &&
  verifyHeader({
    header: input.header,
    rawBody: input.rawBody,
    secrets: [input.secret],
    nowMs: input.nowMs,
  })
