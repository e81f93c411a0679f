import type { Journal } from './journal.ts'
import type { Kind, Put, Records, Tables } from './tables.ts'
import { applyPut } from './tables.ts'

export type PutRecord = <K extends Kind>(kind: K, record: Records[K]) => void

export interface Store {
  readonly tables: Tables
  /**
   * Runs one change: all its records are kept, or none. The work is synchronous, so nobody can see
   * it half done and two changes never interleave.
   */
  transact<T>(work: (put: PutRecord) => T): { readonly result: T; readonly puts: readonly Put[] }
  close(): void
}

/** A store over the tables given; without a journal it forgets everything when the process ends. */
export function createStore(tables: Tables, journal: Journal | null): Store {
  return {
    tables,
    transact: (work) => {
      const puts: Put[] = []
      const undo: (() => void)[] = []
      try {
        const result = work((kind, record) => {
          undo.push(undoOf(tables, kind, record))
          applyPut(tables, kind, record)
          // The pair is one member of the union, which the compiler cannot see through K.
          puts.push([kind, record] as unknown as Put)
        })
        journal?.append(puts)
        return { result, puts }
      } catch (error) {
        for (const step of undo.toReversed()) step()
        throw error
      }
    },
    close: () => journal?.close(),
  }
}

function undoOf<K extends Kind>(tables: Tables, kind: K, { id }: Records[K]): () => void {
  const table: Map<string, Records[K]> = tables[kind]
  const before = table.get(id)
  return () => {
    if (before === undefined) table.delete(id)
    else table.set(id, before)
  }
}
