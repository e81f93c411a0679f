import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, describe, expect, it } from 'vitest'

import { createTestApi } from './testing/test-api.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

describe('the API reference', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const response = await api.app.inject('/openapi.json')
    const result = await new Validator().validate(response.json())
    expect(result).toEqual({ valid: true })
    expect(response.json().openapi).toMatch(/^3\.1\./)
  })

  it('is served as a page that loads nothing from elsewhere', async () => {
    const page = await api.app.inject({ method: 'GET', url: '/docs/' })
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain('/openapi.json')
    expect(page.body).not.toMatch(/(src|href)="https?:/)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  })
})
