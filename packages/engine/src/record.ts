/** The record with every value replaced by `make(value, key)`, its keys by `rename(key)`. */
export function mapRecord<A, B>(
  record: Readonly<Record<string, A>>,
  make: (value: A, key: string) => B,
  rename: (key: string) => string = (key) => key,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [rename(key), make(value, key)]))
}
