declare module 'vitest' {
  interface ProvidedContext {
    /** Answers how to reach the S3 server, as soon as there is one. */
    s3DeskUrl: string
  }
}

/** Under which name test files find the desk. */
export const S3_DESK = 's3DeskUrl'
