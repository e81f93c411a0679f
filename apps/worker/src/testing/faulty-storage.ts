import type { Storage } from '@cartwright/platform/storage/storage'
import { StorageError } from '@cartwright/platform/storage/storage-error'

/** `put_answer` is asked after the object was kept: then nobody is told. */
export type FaultyCall =
  | 'put'
  | 'put_answer'
  | 'get'
  | 'head'
  | 'settle'
  | 'delete'
  | 'delete_answer'
  | 'list'

/** A storage that fails whenever it is told to, whatever is behind it. */
export function faultyStorage(storage: Storage, fails: (call: FaultyCall) => boolean): Storage {
  const pass = (call: FaultyCall) => {
    if (fails(call)) throw new StorageError('unavailable', `Storage fails at ${call}`)
  }
  return {
    ...storage,
    put: async (...input) => {
      pass('put')
      const stored = await storage.put(...input)
      pass('put_answer')
      return stored
    },
    get: async (...input) => {
      pass('get')
      return storage.get(...input)
    },
    head: async (key) => {
      pass('head')
      return storage.head(key)
    },
    settle: async (...input) => {
      pass('settle')
      return storage.settle(...input)
    },
    delete: async (key) => {
      pass('delete')
      await storage.delete(key)
      pass('delete_answer')
    },
    list: async function* (prefix) {
      pass('list')
      yield* storage.list(prefix)
    },
  }
}

/** Fails once, at the call of this number, whatever it is; tells whether it came to that. */
export function failAt(number: number): {
  readonly fails: () => boolean
  readonly failed: () => boolean
} {
  let calls = 0
  return {
    fails: () => {
      calls += 1
      return calls === number
    },
    failed: () => calls >= number,
  }
}
