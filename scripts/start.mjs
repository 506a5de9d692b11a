/** `npm start`: set up what is missing, then the demonstration. Arguments go to it: `npm start -- --json`. */
import { join } from 'node:path'
import { root, runNode } from './run.mjs'
import { setUp } from './set-up.mjs'

const demo = async () => {
  const lastcall = join(root, 'packages', 'cli', 'dist', 'main.js')
  const { code } = await runNode([lastcall, 'demo', ...process.argv.slice(2)], { stdio: 'inherit' })
  return code
}

process.exitCode = (await setUp()) ? await demo() : 1
