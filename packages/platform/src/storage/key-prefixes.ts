/** What keys begin with, by who brings the files. Everything we write is under one of them; what else
 *  is in a bucket is somebody else's. */
export const keyPrefixes = {
  library: 'stores/',
  partners: 'shops/',
  forms: 'embed-uploads/',
} as const

const all = Object.values(keyPrefixes)

/** Does the key begin as ours do?
 *
 *  `'stores/7/media/a.png'` → `true`, `'backups/stores/7'` → `false` */
export function isUnderOurPrefix(key: string): boolean {
  return all.some((prefix) => key.startsWith(prefix))
}
