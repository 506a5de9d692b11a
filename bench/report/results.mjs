/** `bench/results.json`: the latest result of each bench, kept until it is run again, and the pages made of them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { figuresPage, goalsTable } from './table.mjs'

const order = [
  ...['fold', 'history', 'append', 'group', 'follow', 'lane', 'kill', 'stop', 'import', 'dialing', 'audit'],
  ...['eventstoredb', 'restart', 'peers', 'help'],
]

export const benchNames = order

/** What is run when nothing is named: peers are installed by a command of their own. */
export const everyday = order.filter((name) => name !== 'peers')

export const readResults = (root) => {
  const path = join(root, 'bench', 'results.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
}

const [begins, ends] = ['<!-- figures: made by npm run bench -->', '<!-- end of figures -->']

/** The text with the table of goals between its two marks. */
const withGoals = (text, benches) => {
  const [from, to] = [text.indexOf(begins), text.indexOf(ends)]
  if (from < 0 || to < from) throw new Error(`the README lacks its marks: ${begins} and ${ends}`)
  return `${text.slice(0, from)}${begins}\n\n${goalsTable(benches)}\n\n${text.slice(to)}`
}

/** The pages that are made of the results, by their paths: what they ought to say. */
const pagesOf = async (root, benches) => {
  // Not at the head: the benches are set up by the program that reads this file.
  const { format, resolveConfig } = await import('prettier')
  const style = await resolveConfig(join(root, 'bench', 'results.json'))
  const pretty = (text, parser) => format(text, { ...style, parser })
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  return {
    'bench/results.json': await pretty(JSON.stringify(benches), 'json'),
    'docs/FIGURES.md': await pretty(figuresPage(benches), 'markdown'),
    'README.md': await pretty(withGoals(readme, benches), 'markdown'),
  }
}

/** The pages that say something else than the results. @public asked by a test, through another process */
export const stalePages = async (root) =>
  Object.entries(await pagesOf(root, readResults(root)))
    .filter(([path, text]) => readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path)

/** `fresh` replaces what was known of the same benches; the pages for people are made anew from all of them. */
export const keepResults = async (root, fresh) => {
  const all = new Map([...readResults(root), ...fresh].map((bench) => [bench.name, bench]))
  const benches = order.flatMap((name) => (all.has(name) ? [all.get(name)] : []))
  for (const [path, text] of Object.entries(await pagesOf(root, benches)))
    writeFileSync(join(root, path), text)
}
