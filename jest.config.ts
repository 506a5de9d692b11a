import type { Config } from 'jest'

// Tests run on the sources: a change is seen without a build.
const config: Config = {
  testEnvironment: 'node',
  roots: [
    '<rootDir>/packages',
    '<rootDir>/scripts',
    '<rootDir>/torture',
    '<rootDir>/examples/own-store',
    '<rootDir>/containers',
  ],
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: {
    '^@lastcall/([^/]+)$': '<rootDir>/packages/$1/src',
    // Compiled CommonJS imports its own files by their whole names when it imports them late.
    '^(\\.{1,2}/.+)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 60_000,
}

export default config
