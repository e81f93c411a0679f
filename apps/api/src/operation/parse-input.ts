import type { ZodError, ZodType } from 'zod'

import { AppError, type InputIssue } from './app-error.ts'

/** The input an operation gets. Fails with `validation_failed`, naming every field at fault. */
export function parseInput<Schema extends ZodType>(schema: Schema, input: unknown) {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('validation_failed', { issues: inputIssues(parsed.error) })
}

/** What a schema has against an input, as the catalogue's errors tell it. */
export function inputIssues(error: ZodError): InputIssue[] {
  return error.issues.map((issue) => ({
    path: issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
    message: issue.message,
  }))
}
