import { AppError, type InputIssue } from './app-error.ts'

/** Ends the operation because its input, though well formed, cannot be right. Names the fields as
 *  the schema's own refusals do. */
export function invalidInput(...issues: readonly InputIssue[]): never {
  throw new AppError('validation_failed', { issues })
}
