import type { RequestContext } from '../context.ts'

/** The token of `Authorization: Bearer <token>`, or null when there is none of that form. */
export function bearerToken(ctx: RequestContext): string | null {
  const match = /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/i.exec(ctx.header('authorization') ?? '')
  return match?.[1] ?? null
}
