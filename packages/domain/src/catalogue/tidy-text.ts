/**
 * How is a one-line text kept: a title, a SKU, an option name? In composed Unicode, with control
 * characters and runs of white space made one space, and none at the ends. Case stays as typed.
 */
export function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
