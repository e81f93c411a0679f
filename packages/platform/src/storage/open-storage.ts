import { localStorage } from './local-storage.ts'
import { s3Storage } from './s3-storage.ts'
import type { StorageSettings } from './storage-settings.ts'
import type { Storage } from './storage.ts'

/** The storage that the settings ask for. Connects to nothing until it is used. */
export const openStorage = (settings: StorageSettings): Storage => {
  switch (settings.driver) {
    case 'local':
      return localStorage(settings.options)
    case 's3':
      return s3Storage(settings.options)
  }
}
