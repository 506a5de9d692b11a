/** `npm run check:exhaustive`: set up what is missing, then every order of what may happen in a small instance. */
import { join } from 'node:path'
import { root, runNode } from './run.mjs'
import { setUp } from './set-up.mjs'

const check = async () => {
  const main = join(root, 'packages', 'simulation', 'dist', 'exhaustive', 'main.js')
  const args = ['--max-old-space-size=1500', main, ...process.argv.slice(2)]
  const { code } = await runNode(args, { stdio: 'inherit' })
  return code
}

process.exitCode = (await setUp()) ? await check() : 1
