import { defineConfig, type Options } from 'tsup'

/** The published form of every package: one ESM bundle with types, no code shared between entry points. */
export const libraryConfig = (options: Options = {}) =>
  defineConfig({
    entry: ['src/index.ts'],
    format: ['esm'],
    platform: 'node',
    target: 'node20',
    dts: true,
    sourcemap: true,
    clean: true,
    ...options,
  })
