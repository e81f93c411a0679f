import { RestFailure } from '../rest/rest-failure.ts'

/** @throws RestFailure with the sentence when what it says must not be is the case. */
export function check(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new RestFailure(sentence)
}
