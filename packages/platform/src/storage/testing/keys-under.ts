import type { Storage } from '../storage.ts'

export const keysUnder = async (storage: Storage, prefix: string): Promise<string[]> => {
  const keys: string[] = []
  for await (const { key } of storage.list(prefix)) keys.push(key)
  return keys
}
