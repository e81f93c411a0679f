/**
 * One line that may stand in a header: line breaks and other control characters become spaces,
 * runs of spaces one, and what is longer than `maxLength` characters is cut. A subject made of
 * user text passes through here, so that it can never begin a header of its own.
 */
export const headerText = (text: string, maxLength = 200): string => {
  // Direction marks could make a name read as another one.
  const line = text
    .replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const characters = Array.from(line)
  return characters.length <= maxLength
    ? line
    : `${characters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`
}
