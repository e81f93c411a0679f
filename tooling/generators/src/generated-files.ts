/** The table types that Kysely checks queries against. */
export const tablesFile = new URL('../../../packages/db/src/tables.ts', import.meta.url)

/** The OpenAPI document, committed so that a change to the API shows in review. */
export const openapiFile = new URL('../../../docs/openapi.json', import.meta.url)
