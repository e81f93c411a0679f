/** Routes that answer a document of somebody else's form, and so are no operations. */
export const plainPaths = {
  '/api/v1/auth/jwks': {
    get: {
      operationId: 'auth.jwks',
      tags: ['auth'],
      summary: 'The keys that verify user tokens',
      description: 'A JSON Web Key Set (RFC 7517 §5), without our envelope: EdDSA, public halves.',
      security: [],
      responses: {
        '200': {
          description: 'Success',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['keys'],
                properties: {
                  keys: {
                    type: 'array',
                    items: {
                      type: 'object',
                      required: ['kty', 'crv', 'kid', 'alg', 'x'],
                      properties: {
                        kty: { const: 'OKP' },
                        crv: { const: 'Ed25519' },
                        kid: { type: 'string' },
                        alg: { const: 'EdDSA' },
                        x: { type: 'string' },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const
