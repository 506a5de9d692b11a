/** Loads the simulation and all the machines from their sources, some of them changed on the way: a broken protocol. */
import { transformSync } from '@swc/core'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** One piece of text in one file of a package (`name/src/...`), which must be there exactly once. */
export interface Patch {
  readonly file: string
  readonly from: string
  readonly to: string
}

type Loaded = Record<string, unknown>

const packages = resolve(__dirname, '..', '..', '..')
const outside = createRequire(__filename)
const options = {
  jsc: { parser: { syntax: 'typescript' as const }, target: 'es2023' as const },
  module: { type: 'commonjs' as const },
}

/** What is not changed is translated once for all broken protocols. */
const translated = new Map<string, string>()

const translate = (file: string, patches: readonly Patch[]): string => {
  const here = patches.filter((patch) => join(packages, patch.file) === file)
  const known = translated.get(file)
  if (here.length === 0 && known !== undefined) return known
  let text = readFileSync(file, 'utf8')
  for (const { from, to, file: name } of here) {
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`${name} has ${parts.length - 1} places for: ${from}`)
    text = parts.join(to)
  }
  const { code } = transformSync(text, { ...options, filename: file })
  if (here.length === 0) translated.set(file, code)
  return code
}

const fileOf = (wanted: string, from: string): string | null => {
  const [, name] = /^@lastcall\/([^/]+)$/.exec(wanted) ?? []
  const base =
    name === undefined
      ? wanted.startsWith('.')
        ? resolve(dirname(from), wanted)
        : null
      : join(packages, name, 'src')
  if (base === null) return null
  return [`${base}.ts`, join(base, 'index.ts')].find((file) => existsSync(file)) ?? null
}

export const loadWith = (patches: readonly Patch[], entry = 'index.ts'): Loaded => {
  const modules = new Map<string, { exports: Loaded }>()
  const load = (file: string): Loaded => {
    const known = modules.get(file)
    if (known !== undefined) return known.exports
    const module = { exports: {} }
    modules.set(file, module)
    const inner = (wanted: string): unknown => {
      const found = fileOf(wanted, file)
      return found === null ? outside(wanted) : load(found)
    }
    // The text is our own source.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const body = new Function(
      'require',
      'module',
      'exports',
      '__filename',
      '__dirname',
      translate(file, patches),
    )
    // eslint-disable-next-line @typescript-eslint/no-unsafe-call
    body(inner, module, module.exports, file, dirname(file))
    return module.exports
  }
  return load(join(packages, 'simulation', 'src', entry))
}
