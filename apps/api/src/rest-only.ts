import { router } from './operation/trpc.ts'

/** Operations whose bodies are files or raw bytes: served as REST, described in OpenAPI. */
export const restOnlyRouter = router({})
