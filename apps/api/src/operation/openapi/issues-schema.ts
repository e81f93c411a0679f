/** What is wrong with which field of a request. */
export const issuesSchema = {
  type: 'array',
  description: 'What is wrong with which field',
  items: {
    type: 'object',
    required: ['path', 'message'],
    properties: {
      path: { type: 'array', items: { type: ['string', 'integer'] } },
      message: { type: 'string' },
    },
  },
} as const
