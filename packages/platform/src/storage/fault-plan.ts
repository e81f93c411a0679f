import { StorageError } from './storage-error.ts'

/** Which calls a planned failure is for: all of them, or those of one kind. */
export type Fault = 'any' | 'put' | 'put_answer' | 'get' | 'head' | 'settle' | 'delete' | 'list'

export type FaultPlan = {
  readonly failNext: (times?: number, fault?: Fault) => void
  /** Fails when a failure is planned for a call of this kind, which is then used up. */
  readonly pass: (call: Exclude<Fault, 'any'>) => void
}

/** Failures of a storage that does not fail by itself. */
export const faultPlan = (): FaultPlan => {
  const left = new Map<Fault, number>()
  const use = (fault: Fault): boolean => {
    const times = left.get(fault) ?? 0
    if (times > 0) left.set(fault, times - 1)
    return times > 0
  }
  return {
    failNext: (times = 1, fault = 'any') => {
      left.set(fault, times)
    },
    pass: (call) => {
      // An answer that is lost is no call of its own.
      const fails = use(call) || (call !== 'put_answer' && use('any'))
      if (fails) throw new StorageError('unavailable', 'Storage is not available')
    },
  }
}
