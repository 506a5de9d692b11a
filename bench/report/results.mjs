/** `bench/results.json`: the latest result of each bench, kept until the bench is run again. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { figuresPage } from './table.mjs'

const order = ['fold', 'history', 'append', 'stop', 'import', 'dialing', 'audit', 'help']

export const benchNames = order

export const readResults = (root) => {
  const path = join(root, 'bench', 'results.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
}

/** `fresh` replaces what was known of the same benches; the page for people is made anew from all of them. */
export const keepResults = async (root, fresh) => {
  const all = new Map([...readResults(root), ...fresh].map((bench) => [bench.name, bench]))
  const benches = order.flatMap((name) => (all.has(name) ? [all.get(name)] : []))
  const style = await resolveConfig(join(root, 'bench', 'results.json'))
  const pretty = (text, parser) => format(text, { ...style, parser })
  writeFileSync(join(root, 'bench', 'results.json'), await pretty(JSON.stringify(benches), 'json'))
  writeFileSync(join(root, 'docs', 'FIGURES.md'), await pretty(figuresPage(benches), 'markdown'))
}
