import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

const loadedBy = async (modules: readonly string[]): Promise<string[]> => {
  const script = `
    const { registerHooks } = await import('node:module')
    const seen = new Set()
    registerHooks({ resolve: (name, context, next) => { seen.add(name); return next(name, context) } })
    for (const name of ${JSON.stringify(modules)}) await import(name)
    process.stdout.write(JSON.stringify([...seen]))`
  const urls = ['--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, urls)
  const seen: unknown = JSON.parse(stdout)
  return Array.isArray(seen) ? seen.map(String) : []
}

const here = (path: string): string => new URL(path, import.meta.url).href

test('heavy libraries are loaded when they are needed, not before', async () => {
  const seen = await loadedBy(
    [
      './log.ts',
      './env.ts',
      './stripe/stripe-gateway.ts',
      './storage/local-storage.ts',
      './images/sniff-media.ts',
      './images/describe-image.ts',
      './images/placeholder.ts',
      './images/derivatives.ts',
      './images/sanitise-svg.ts',
      './images/read-dimensions.ts',
      './documents/count-pages.ts',
      './videos/read-duration.ts',
      './net/fetch-public.ts',
      './mail/render-email.ts',
    ].map(here),
  )
  expect(seen).toContain('pino')
  const heavies = ['stripe', 'sharp', 'mjml', 'unpdf/pdfjs', 'music-metadata']
  for (const heavy of heavies) expect(seen).not.toContain(heavy)
})

test('the watch above sees what is loaded', async () => {
  expect(await loadedBy([import.meta.resolve('stripe')])).toContain(import.meta.resolve('stripe'))
})
