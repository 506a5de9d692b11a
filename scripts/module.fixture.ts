/** Asks a script's functions from a test: jest reads no ECMAScript modules, Node does. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** `call` of `scripts/<file>`, with arguments and answer as JSON. */
export const ask = (file: string, call: string, ...args: readonly unknown[]): unknown => {
  const from = JSON.stringify(pathToFileURL(join(__dirname, file)).href)
  const program = `import { ${call} } from ${from}
    process.stdout.write(JSON.stringify({ answer: await ${call}(...${JSON.stringify(args)}) }))`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  return (JSON.parse(printed) as { answer: unknown }).answer
}
