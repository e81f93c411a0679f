import { describe, expect, it } from 'vitest'

import { webOrigin, webOrigins } from './web-origin.ts'

describe('webOrigin', () => {
  it.each(['https://shop.example', 'http://localhost:3000', 'https://xn--bcher-kva.example'])(
    'takes %s',
    (origin) => {
      expect(webOrigin.parse(origin)).toBe(origin)
    },
  )

  it.each([
    'https://shop.example/',
    'https://shop.example/path',
    'https://shop.example:443',
    'https://SHOP.example',
    'https://user@shop.example',
    'ftp://shop.example',
    'shop.example',
    'null',
    '*',
    '',
    'https://shop.example\u0000',
  ])('refuses %j, which no browser would send', (origin) => {
    expect(webOrigin.safeParse(origin).success).toBe(false)
  })

  it('counts an origin that is listed twice once', () => {
    const twice = ['https://a.example', 'https://b.example', 'https://a.example']
    expect(webOrigins.parse(twice)).toEqual(['https://a.example', 'https://b.example'])
  })
})
