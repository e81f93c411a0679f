import type { Result } from '@cartwright/domain/result'

import type { Fail } from '../operation/context.ts'
import { invalidInput } from '../operation/invalid-input.ts'
import type { VariantPlanFailure } from './plan-variants.ts'

/** The plan, or the end of the operation: `not_found`, or every field that cannot be as it is. */
export function planned<Plan>(fail: Fail<never>, plan: Result<Plan, VariantPlanFailure>): Plan {
  if (plan.ok) return plan.value
  const { error } = plan
  return error.code === 'invalid' ? invalidInput(...error.details.issues) : fail(error.code)
}
