declare module 's3rver' {
  /** As far as the tests need it. */
  // biome-ignore lint/style/noDefaultExport: so the package has it
  export default class S3rver {
    constructor(options: Readonly<Record<string, unknown>>)
    run(): Promise<{ readonly port: number }>
    close(): Promise<void>
  }
}
