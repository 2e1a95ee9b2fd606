import { validateFileName } from 'yauzl'

/**
 * Why an entry may not be used: a name that leads out of the folder, is of a single platform or is unclear, or a symbolic link.
 * Undefined where nothing speaks against it.
 */
export function dangerOf(name: string, externalAttributes: number): string | undefined {
  const leadsOut = validateFileName(name) // absolute, .. or a backslash
  if (leadsOut !== null) return leadsOut
  if (/^[A-Za-z]:/.test(name)) return 'it begins with a drive'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'it has control characters'
  const parts = name.replace(/\/$/, '').split('/')
  if (parts.some((part) => part === '' || part === '.')) return 'a folder in it has no name'
  const unixFileType = (externalAttributes >>> 16) & 0o170000
  if (unixFileType === 0o120000) return 'it is a symbolic link'
  return undefined
}
