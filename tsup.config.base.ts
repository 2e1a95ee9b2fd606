import { defineConfig, type Options } from 'tsup'

/**
 * The published form of every package: its own code as ESM with types, in one file but for what it imports lazily and what several
 * entries share. Dependencies, the workspace's other packages among them, stay imports.
 */
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
