/**
 * Text as it may be written to a terminal: characters that a terminal would obey, such as those of an escape sequence or of
 * another direction of writing, are shown as `\x1b` and the like. Line breaks and tabs stay.
 *
 * @example
 * printable('holiday\u001b[2J.png') // 'holiday\\x1b[2J.png'
 */
export function printable(text: string): string {
  return text.replace(obeyed, (character) => {
    const code = character.charCodeAt(0)
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`
  })
}

/** C0 and C1 controls except for tab and line feed; a carriage return would overwrite its line. Then what turns the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
